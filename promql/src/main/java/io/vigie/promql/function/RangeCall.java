package io.vigie.promql.function;

import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepGrid;

/// One series and everything else that a range function works on. Belongs to one thread.
///
/// @param metricName for remarks; possibly empty
/// @param scalars the scalar arguments in order, one value per step each
/// @param rangeMillis length of a window
/// @param windowEnds where the window of each step ends (included); it begins `rangeMillis` earlier
///   (excluded)
/// @param edges whether the windows of `floats` and `histograms` reach beyond these ends
/// @param firstArgument where the first argument stands, for remarks
/// @param pulse called now and then during long computations; throws if the query is to stop
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RangeCall(
    StepGrid grid,
    String metricName,
    FloatWindows floats,
    HistogramWindows histograms,
    double[][] scalars,
    long rangeMillis,
    WindowEnds windowEnds,
    RangeEdges edges,
    Span firstArgument,
    Remarks remarks,
    Runnable pulse) {
  /// Where windows end.
  ///
  /// @param firstMillis end of the first step's window, milliseconds since the epoch
  /// @param stepMillis how much later each next one ends; 0 if the window stands still
  public record WindowEnds(long firstMillis, long stepMillis) {
    public long millis(int step) {
      return firstMillis + step * stepMillis;
    }
  }

  /// Where the window of a step begins, excluded.
  public long windowStartMillis(int step) {
    return windowEnds.millis(step) - rangeMillis;
  }

  public long windowEndMillis(int step) {
    return windowEnds.millis(step);
  }

  public double rangeSeconds() {
    return rangeMillis / 1000.0;
  }

  /// A scalar argument at a step.
  public double scalar(int index, int step) {
    return scalars[index][step];
  }

  /// Whether the window of a step holds floats and histograms; remarks on it if so.
  boolean isMixed(int step) {
    if (histograms.isEmpty() || histograms.size(step) == 0 || floats.size(step) == 0) {
      return false;
    }
    remarks.mixedFloatsAndHistograms(metricName, firstArgument);
    return true;
  }

  /// Remarks that the histograms in the window of a step are not looked at.
  void remarkIgnoredHistograms(int step) {
    if (!histograms.isEmpty() && histograms.size(step) > 0) {
      remarks.histogramIgnoredInMixedRange(metricName, firstArgument);
    }
  }
}
