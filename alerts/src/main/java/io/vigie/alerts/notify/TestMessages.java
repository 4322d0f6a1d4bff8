package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sends a message about nothing to a receiver, at once and past everything else: nothing is
/// grouped, muted, remembered or owed.
public final class TestMessages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Destination> destinations;
  private final InstantSource clock;

  TestMessages(List<Destination> destinations, InstantSource clock) {
    this.destinations = List.copyOf(destinations);
    this.clock = clock;
  }

  /// @param destination `receiver/kind[index]`
  /// @param outcome what the other side said
  public record Result(String destination, Outcome outcome) {}

  /// Tells each integration of the receiver, one after the other, once.
  ///
  /// @param by who asked for it
  /// @param resolve whether to say right after that it is over
  public List<Result> send(String receiver, String by, boolean resolve)
      throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Destination destination : destinations) {
      if (destination.receiver().equals(receiver)) {
        results.add(new Result(destination.name(), send(destination, by, resolve)));
      }
    }
    return results;
  }

  private Outcome send(Destination destination, String by, boolean resolve)
      throws InterruptedException {
    Instant now = clock.instant();
    Outcome outcome = attempt(destination, message(destination, by, now, false, Map.of()));
    if (resolve
        && destination.sendResolved()
        && outcome instanceof Outcome.Delivered(Map<String, String> remembered, _)) {
      return attempt(destination, message(destination, by, now, true, remembered));
    }
    return outcome;
  }

  private static Outcome attempt(Destination destination, Notification message)
      throws InterruptedException {
    try {
      return destination.integration().notify(message);
    } catch (RuntimeException e) {
      return new Outcome.Refused(Outcome.Failure.OTHER, "unexpected: " + e);
    }
  }

  private static Notification message(
      Destination destination,
      String by,
      Instant now,
      boolean resolved,
      Map<String, String> remembered) {
    Labels labels =
        Labels.of(
            "alertname", "TestMessage", "receiver", destination.receiver(), "severity", "info");
    long end = resolved ? now.toEpochMilli() : now.plusSeconds(300).toEpochMilli();
    Alert alert =
        new Alert(
            labels,
            Labels.of("summary", "Nothing is wrong: a test message that " + by + " asked for."),
            now.minusSeconds(1).toEpochMilli(),
            end,
            "");
    return new Notification(
        // A group of its own each time: receivers that know a group would not say anything.
        "{}/{test=\"" + now.toEpochMilli() + "\"}:{alertname=\"TestMessage\"}",
        destination.receiver(),
        Labels.of("alertname", "TestMessage"),
        Labels.EMPTY,
        List.of(alert),
        now,
        now.plus(PATIENCE),
        Duration.ofHours(1),
        List.of(),
        List.of(),
        NotifyReason.FIRST_NOTIFICATION,
        remembered);
  }
}
