package io.vigie.alerts.receiver.http;

import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.outbound.OutboundResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What the status of an answer means: 2xx is success, 5xx is worth another try, anything else only
/// if the receiver's documentation says so.
public final class Answers {
  private static final int MAX_SHOWN = 200;
  private static final long LONGEST_WAIT_SECONDS = 3600;

  private Answers() {}

  /// @param retried further statuses that are worth another try
  public static Outcome byStatus(OutboundResponse response, int... retried) {
    return byStatus(response, shortened(response.text()), retried);
  }

  /// @param details what the server said, for people; may be empty
  public static Outcome byStatus(OutboundResponse response, String details, int... retried) {
    if (response.isSuccess()) {
      return new Delivered(response.statusLine());
    }
    int status = response.status();
    String reason = "unexpected status code " + status + (details.isEmpty() ? "" : ": " + details);
    Failure failure = Failure.ofStatus(status);
    boolean mayWork = status / 100 == 5 || Arrays.stream(retried).anyMatch(s -> s == status);
    return mayWork ? new Retry(failure, reason, after(response)) : new Refused(failure, reason);
  }

  private static Optional<Duration> after(OutboundResponse response) {
    String seconds = response.header("Retry-After");
    return seconds.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(seconds))))
        : Optional.empty();
  }

  public static String shortened(String text) {
    String line = text.strip();
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
  }
}
