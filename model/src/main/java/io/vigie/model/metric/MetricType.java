package io.vigie.model.metric;

import java.util.Locale;

/// What kind of metric a series belongs to, as the exposition formats define it.
public enum MetricType {
  COUNTER,
  GAUGE,
  HISTOGRAM,
  GAUGE_HISTOGRAM,
  SUMMARY,
  INFO,
  STATESET,
  UNKNOWN;

  /// The word used in expositions and in the API, for example `gaugehistogram`.
  public String word() {
    return name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
