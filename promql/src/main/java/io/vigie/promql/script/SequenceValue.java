package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.GoText;

/// One item of a series of values in a script.
public sealed interface SequenceValue {
  /// `_`: no sample.
  record Gap() implements SequenceValue {
    @Override
    public String toString() {
      return "_";
    }
  }

  /// A float, possibly the stale marker.
  record FloatValue(double value) implements SequenceValue {
    @Override
    public String toString() {
      return GoText.number(value);
    }
  }

  /// `{{…}}`: a native histogram.
  ///
  /// @param hintStated whether the reset hint is written, and hence to be compared
  record HistogramValue(Histogram histogram, boolean hintStated) implements SequenceValue {
    @Override
    public String toString() {
      return HistogramNotation.print(histogram);
    }
  }
}
