package io.vigie.ingest.intake;

import io.vigie.model.metric.MetricNames;

/// Names that every tool can write without quotes, made of names of protocols that allow more: what
/// is not a letter, digit or underscore becomes an underscore, as Telegraf and the exporters of
/// these protocols do.
public final class LegacyNames {
  private LegacyNames() {}

  /// A metric name; colons stay.
  public static String metric(String name) {
    return MetricNames.isLegacyMetricName(name) ? name : cleaned(name, true);
  }

  /// A label name.
  public static String label(String name) {
    return MetricNames.isLegacyLabelName(name) ? name : cleaned(name, false);
  }

  private static String cleaned(String name, boolean colonAllowed) {
    StringBuilder clean = new StringBuilder(name.length() + 1);
    if (name.isEmpty() || (name.charAt(0) >= '0' && name.charAt(0) <= '9')) {
      clean.append('_');
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean stays =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || (colonAllowed && c == ':');
      clean.append(stays ? c : '_');
    }
    return clean.toString();
  }
}
