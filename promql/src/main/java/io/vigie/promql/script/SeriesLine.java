package io.vigie.promql.script;

import io.vigie.model.metric.Labels;
import java.util.List;

/// A series with its values, one for each step.
public record SeriesLine(Labels labels, List<SequenceValue> values) {
  public SeriesLine {
    values = List.copyOf(values);
  }
}
