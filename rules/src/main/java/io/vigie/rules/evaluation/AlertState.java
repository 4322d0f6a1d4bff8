package io.vigie.rules.evaluation;

import java.util.Locale;

/// What has become of an alert.
public enum AlertState {
  /// The condition is over.
  INACTIVE,
  /// The condition holds, but not for long enough yet.
  PENDING,
  FIRING;

  /// As the API and the series `ALERTS` say it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
