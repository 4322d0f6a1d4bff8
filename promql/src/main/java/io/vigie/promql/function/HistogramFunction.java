package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;

/// A function of one native histogram at a time. Thread-safe.
@FunctionalInterface
public interface HistogramFunction {
  double apply(Histogram histogram);
}
