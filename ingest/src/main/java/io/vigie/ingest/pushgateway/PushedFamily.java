package io.vigie.ingest.pushgateway;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The metrics of one name that a group holds.
record PushedFamily(String name, MetricType type, String help, List<PushedSeries> series) {
  PushedFamily {
    series = List.copyOf(series);
  }

  /// One series with its value, which stays until somebody pushes again.
  ///
  /// @param labels those of the group included
  /// @param histogram in place of the value, if it is a native histogram
  record PushedSeries(Labels labels, double value, @Nullable Histogram histogram) {}
}
