package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Staleness;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/// When a result counts as the expected one: with a relative error of at most one in a million.
final class AlmostEqual {
  private static final double TOLERANCE = 1e-6;

  private AlmostEqual() {}

  static boolean test(double left, double right) {
    if (Staleness.isMarker(left) || Staleness.isMarker(right)) {
      return Staleness.isMarker(left) && Staleness.isMarker(right);
    }
    if (Double.isNaN(left) && Double.isNaN(right)) {
      return true;
    }
    if (left == right) {
      return true;
    }
    double sum = Math.abs(left) + Math.abs(right);
    double difference = Math.abs(left - right);
    if (left == 0 || right == 0 || sum < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  /// Compares what two histograms hold, however their buckets are laid out.
  static boolean test(SequenceValue.HistogramValue expected, Histogram actual) {
    Histogram wanted = expected.histogram();
    return wanted.schema() == actual.schema()
        && test(wanted.count(), actual.count())
        && test(wanted.sum(), actual.sum())
        && wanted.zeroThreshold() == actual.zeroThreshold()
        && test(wanted.zeroCount(), actual.zeroCount())
        && (!wanted.usesCustomBuckets()
            || Arrays.equals(wanted.customBounds(), actual.customBounds()))
        && test(SparseBuckets.positive(wanted), SparseBuckets.positive(actual))
        && test(SparseBuckets.negative(wanted), SparseBuckets.negative(actual))
        && (!expected.hintStated() || wanted.resetHint() == actual.resetHint());
  }

  private static boolean test(SparseBuckets expected, SparseBuckets actual) {
    Iterator<Map.Entry<Integer, Double>> left =
        expected.withoutEmpty().counts().entrySet().iterator();
    Iterator<Map.Entry<Integer, Double>> right =
        actual.withoutEmpty().counts().entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<Integer, Double> wanted = left.next();
      Map.Entry<Integer, Double> got = right.next();
      if (!wanted.getKey().equals(got.getKey()) || !test(wanted.getValue(), got.getValue())) {
        return false;
      }
    }
    return left.hasNext() == right.hasNext();
  }
}
