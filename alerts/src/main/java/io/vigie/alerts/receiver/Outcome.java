package io.vigie.alerts.receiver;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How an attempt to send a message ended. Reasons are sentences for people and hold no secrets.
public sealed interface Outcome {
  /// The other side has it.
  ///
  /// @param remembered what the integration wants back with the group's next notification, such as
  ///   the identity of the message to be changed; see [Notification#remembered]
  /// @param answer what the other side said, shortened; for the history
  record Delivered(Map<String, String> remembered, String answer) implements Outcome {
    public Delivered {
      remembered = Map.copyOf(remembered);
    }

    public Delivered(String answer) {
      this(Map.of(), answer);
    }
  }

  /// It did not work and may work later: no connection, a server in trouble, too many requests.
  ///
  /// @param after not before so long, if the other side said so
  record Retry(Failure failure, String reason, Optional<Duration> after) implements Outcome {
    public Retry(Failure failure, String reason) {
      this(failure, reason, Optional.empty());
    }
  }

  /// It will never work: the request is wrong, or the credentials are.
  record Refused(Failure failure, String reason) implements Outcome {}

  /// Kinds of failure, as counted by `alertmanager_notifications_failed_total`.
  enum Failure {
    CLIENT_ERROR("clientError"),
    SERVER_ERROR("serverError"),
    AUTH_ERROR("authError"),
    RATE_LIMITED("rateLimited"),
    CONTEXT_CANCELED("contextCanceled"),
    CONTEXT_DEADLINE_EXCEEDED("contextDeadlineExceeded"),
    OTHER("other");

    private final String label;

    Failure(String label) {
      this.label = label;
    }

    /// Value of the metric's label `reason`.
    public String label() {
      return label;
    }

    /// What an HTTP status means.
    public static Failure ofStatus(int status) {
      if (status == 401 || status == 403) {
        return AUTH_ERROR;
      }
      if (status == 429) {
        return RATE_LIMITED;
      }
      return switch (status / 100) {
        case 4 -> CLIENT_ERROR;
        case 5 -> SERVER_ERROR;
        default -> OTHER;
      };
    }
  }
}
