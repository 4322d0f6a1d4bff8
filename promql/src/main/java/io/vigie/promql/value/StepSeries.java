package io.vigie.promql.value;

import io.vigie.model.metric.Labels;
import java.util.Set;

/// One series of an intermediate result.
///
/// @param labels its identity so far
/// @param dropsName whether the metric name, type and unit are to be dropped in the end; they are
///   still there if that is delayed
public record StepSeries(Labels labels, boolean dropsName, StepColumn column) {
  /// The labels that say what a metric is: its name, type and unit.
  public static final Set<String> METADATA_LABELS =
      Set.of(Labels.METRIC_NAME, "__type__", "__unit__");

  /// Labels without metric name, type and unit.
  public static Labels withoutMetadata(Labels labels) {
    return labels.without(METADATA_LABELS);
  }

  public StepSeries withLabels(Labels other) {
    return new StepSeries(other, dropsName, column);
  }

  public StepSeries withColumn(StepColumn other) {
    return new StepSeries(labels, dropsName, other);
  }
}
