package io.vigie.promql.function;

import io.vigie.model.metric.BucketRow;
import io.vigie.model.metric.Histogram;
import java.util.Arrays;

/// Small operations on whole native histograms that operators and functions share.
public final class HistogramArithmetic {
  private HistogramArithmetic() {}

  /// Whether two histograms hold the same observations in the same buckets, whatever is known about
  /// resets. Numbers are compared by their bits.
  public static boolean sameObservations(Histogram left, Histogram right) {
    return left.schema() == right.schema()
        && sameBits(left.count(), right.count())
        && sameBits(left.sum(), right.sum())
        && left.zeroThreshold() == right.zeroThreshold()
        && sameBits(left.zeroCount(), right.zeroCount())
        && Arrays.equals(left.customBounds(), right.customBounds())
        && Arrays.equals(left.positiveBuckets(), right.positiveBuckets())
        && Arrays.equals(left.negativeBuckets(), right.negativeBuckets())
        && sameIndexes(
            BucketRow.of(left.positiveSpans(), left.positiveBuckets()),
            BucketRow.of(right.positiveSpans(), right.positiveBuckets()))
        && sameIndexes(
            BucketRow.of(left.negativeSpans(), left.negativeBuckets()),
            BucketRow.of(right.negativeSpans(), right.negativeBuckets()));
  }

  private static boolean sameBits(double left, double right) {
    return Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right);
  }

  private static boolean sameIndexes(BucketRow left, BucketRow right) {
    for (int i = 0; i < left.size(); i++) {
      if (left.index(i) != right.index(i)) {
        return false;
      }
    }
    return left.size() == right.size();
  }

  /// A histogram with everything multiplied by a factor.
  public static Histogram multiply(Histogram histogram, double factor) {
    return new HistogramSum(histogram).multiply(factor).toHistogram();
  }

  /// A histogram with everything divided by a divisor.
  public static Histogram divide(Histogram histogram, double divisor) {
    return new HistogramSum(histogram).divide(divisor).toHistogram();
  }
}
