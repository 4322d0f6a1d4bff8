package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import java.util.OptionalLong;

/// An alert on its way from pending over firing to resolved. All times are milliseconds since the
/// epoch. Guarded by the evaluation of its group.
final class TrackedAlert {
  /// In the place of a time: not yet.
  static final long NEVER = Long.MIN_VALUE;

  final Labels labels;
  Labels annotations;
  double value;
  AlertState state = AlertState.PENDING;
  long activeAtMillis;
  long firedAtMillis = NEVER;
  long resolvedAtMillis = NEVER;
  long lastSentAtMillis = NEVER;
  long keepFiringSinceMillis = NEVER;

  /// Whether it was taken over from before a restart, and no evaluation has confirmed it yet.
  boolean isUnconfirmed;

  TrackedAlert(Labels labels, Labels annotations, double value, long activeAtMillis) {
    this.labels = labels;
    this.annotations = annotations;
    this.value = value;
    this.activeAtMillis = activeAtMillis;
  }

  boolean isResolved() {
    return resolvedAtMillis != NEVER;
  }

  void fire(long nowMillis) {
    state = AlertState.FIRING;
    firedAtMillis = nowMillis;
  }

  void resolve(long nowMillis) {
    state = AlertState.INACTIVE;
    resolvedAtMillis = nowMillis;
  }

  /// Whether the sink should hear of it: it never did, not for long, or not yet that it is over.
  boolean needsSending(long nowMillis, long resendDelayMillis) {
    if (state == AlertState.PENDING) {
      return false;
    }
    return lastSentAtMillis == NEVER
        || (isResolved() && resolvedAtMillis > lastSentAtMillis)
        || lastSentAtMillis + resendDelayMillis < nowMillis;
  }

  AlertStatus status() {
    return new AlertStatus(
        labels,
        annotations,
        state,
        value,
        activeAtMillis,
        keepFiringSinceMillis == NEVER
            ? OptionalLong.empty()
            : OptionalLong.of(keepFiringSinceMillis));
  }
}
