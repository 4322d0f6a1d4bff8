package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;

/// A running sum or mean of native histograms. As [Mean], the mean is the sum by the count as long
/// as no number gets too large, from then on it is updated histogram by histogram.
public final class HistogramMean {
  private HistogramSum sum;
  private int count = 1;
  private boolean incremental;
  private boolean boundsReconciled;

  /// Starts with a histogram.
  public HistogramMean(Histogram start) {
    sum = new HistogramSum(start);
  }

  /// Adds to the sum alone.
  ///
  /// @return false if one has custom and the other exponential buckets
  public boolean addToSum(Histogram histogram) {
    count++;
    return noteReconciled(sum.add(histogram), sum);
  }

  /// Adds to the mean.
  ///
  /// @return false if one has custom and the other exponential buckets
  public boolean add(Histogram histogram) {
    count++;
    if (!incremental) {
      HistogramSum trial = sum.copy();
      if (!noteReconciled(trial.add(histogram), trial)) {
        return false;
      }
      if (!trial.hasOverflow()) {
        sum = trial;
        return true;
      }
      incremental = true;
      sum.divide(count - 1);
    }
    sum.multiply((double) (count - 1) / count);
    return noteReconciled(sum.add(HistogramArithmetic.divide(histogram, count)), sum);
  }

  private boolean noteReconciled(boolean added, HistogramSum into) {
    boundsReconciled |= into.takeBoundsReconciled();
    return added;
  }

  /// Whether custom bounds differed and were reduced to the common ones.
  public boolean boundsReconciled() {
    return boundsReconciled;
  }

  public Histogram sum() {
    return sum.toHistogram();
  }

  /// The mean. To be asked once, at the end.
  public Histogram value() {
    return (incremental ? sum : sum.divide(count)).toHistogram();
  }
}
