package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Writes to the outbox, then tries until the message has arrived, was refused, or the deadline of
/// the notification passes. The time between attempts grows from half a second to a minute.
final class RetryStage implements Stage {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Destination destination;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Pause pause;
  private final DeliveryRecorder recorder;
  private final Tracer tracer;

  RetryStage(
      Destination destination,
      Outbox outbox,
      InstantSource clock,
      Pause pause,
      DeliveryRecorder recorder,
      Tracer tracer) {
    this.destination = destination;
    this.outbox = outbox;
    this.clock = clock;
    this.pause = pause;
    this.recorder = recorder;
    this.tracer = tracer;
  }

  @Override
  public Notification apply(Notification notification)
      throws DeliveryException, InterruptedException {
    if (!tellsEnds(notification) && notification.firing().isEmpty()) {
      // Nothing to send, but the log shall know.
      return notification;
    }
    try {
      OwedNotification owed = outbox.add(destination, notification);
      Delivered delivered = deliver(owed, message(notification));
      return delivered.remembered().isEmpty()
          ? notification
          : notification.withReason(notification.reason(), delivered.remembered());
    } catch (IOException e) {
      throw new DeliveryException(
          destination.name() + ": cannot note what is owed: " + e.getMessage(), e);
    }
  }

  private Notification message(Notification notification) {
    return tellsEnds(notification) ? notification : notification.withAlerts(notification.firing());
  }

  /// What a digest lists was not told when it fired.
  private boolean tellsEnds(Notification notification) {
    return destination.sendResolved() || notification.reason() == NotifyReason.DIGEST;
  }

  private Delivered deliver(OwedNotification owed, Notification message)
      throws DeliveryException, InterruptedException, IOException {
    Instant begin = clock.instant();
    Duration wait = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      switch (traced(message, attempt)) {
        case Delivered delivered -> {
          recorder.delivered(destination, message, attempt, begin, delivered.answer());
          return delivered;
        }
        case Refused(Failure failure, String reason) ->
            throw giveUp(owed, message, failure, reason, attempt);
        case Retry(Failure failure, String reason, var after) -> {
          Duration pauseNow = after.filter(asked -> asked.compareTo(FIRST_PAUSE) > 0).orElse(wait);
          if (!clock.instant().plus(pauseNow).isBefore(message.deadline())) {
            throw giveUp(owed, message, failure, reason, attempt);
          }
          recorder.willRetry(destination, message, attempt, reason);
          pause.pause(pauseNow);
          wait = longer(wait);
        }
      }
    }
  }

  private static Duration longer(Duration wait) {
    Duration next = wait.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private Outcome traced(Notification message, int attempt) throws InterruptedException {
    Span span = tracer.begin("notification");
    span.set("notification.receiver", destination.receiver())
        .set("notification.integration", destination.kind())
        .set("notification.alerts", message.alerts().size())
        .set("notification.attempt", attempt);
    return span.call(() -> {
      Outcome outcome = attempt(message);
      switch (outcome) {
        case Delivered _ -> {}
        case Refused(var _, String reason) -> span.fail(reason);
        case Retry(var _, String reason, var _) -> span.fail(reason);
      }
      return outcome;
    });
  }

  private Outcome attempt(Notification message) throws InterruptedException {
    try {
      return destination.integration().notify(message);
    } catch (RuntimeException e) {
      return new Refused(Failure.OTHER, "unexpected: " + e);
    }
  }

  private DeliveryException giveUp(
      OwedNotification owed, Notification message, Failure failure, String reason, int attempts)
      throws IOException {
    outbox.markFailed(owed, reason, attempts);
    recorder.failed(destination, message, failure, reason, attempts);
    return new DeliveryException(
        destination.name() + ": not delivered after " + attempts + " attempts: " + reason);
  }
}
