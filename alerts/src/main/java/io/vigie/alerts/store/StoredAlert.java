package io.vigie.alerts.store;

import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;

/// An alert as it was last heard of.
///
/// @param updatedAtMillis when that was, milliseconds since the epoch
/// @param timesOut whether its end is only the moment at which silence would mean that it is over
public record StoredAlert(Alert alert, long updatedAtMillis, boolean timesOut) {
  public String fingerprint() {
    return Fingerprint.text(alert.labels());
  }

  /// One alert out of two that overlap in time: the younger one, with the earlier start, and the
  /// later end where that was meant.
  StoredAlert merge(StoredAlert other) {
    if (other.updatedAtMillis < updatedAtMillis) {
      return other.merge(this);
    }
    long end = other.alert.endsAtMillis();
    boolean bothOver = other.isResolved() && alert.resolvedAt(other.updatedAtMillis);
    boolean meantLonger = !other.isResolved() && !timesOut;
    if ((bothOver || meantLonger) && alert.endsAtMillis() > end) {
      end = alert.endsAtMillis();
    }
    return new StoredAlert(
        new Alert(
            other.alert.labels(),
            other.alert.annotations(),
            Math.min(alert.startsAtMillis(), other.alert.startsAtMillis()),
            end,
            other.alert.generatorUrl()),
        other.updatedAtMillis,
        other.timesOut);
  }

  private boolean isResolved() {
    return alert.resolvedAt(updatedAtMillis);
  }

  /// Whether what changed is more than that the sender is still there.
  boolean saysNoMoreThan(StoredAlert other) {
    return alert.annotations().equals(other.alert.annotations())
        && alert.startsAtMillis() == other.alert.startsAtMillis()
        && alert.generatorUrl().equals(other.alert.generatorUrl())
        && timesOut == other.timesOut
        && isResolved() == other.isResolved()
        && (!isResolved() || alert.endsAtMillis() == other.alert.endsAtMillis());
  }
}
