package io.vigie.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramSumTest {
  private static Histogram exponential(
      ResetHint hint, int schema, double zeroThreshold, double zeroCount, double... counts) {
    double total = zeroCount;
    for (double count : counts) {
      total += count;
    }
    return new Histogram(
        hint,
        schema,
        false,
        zeroThreshold,
        zeroCount,
        total,
        total,
        List.of(new Span(0, counts.length)),
        counts,
        List.of(),
        new double[0],
        new double[0]);
  }

  private static Histogram custom(double[] bounds, double... counts) {
    return new Histogram(
        ResetHint.UNKNOWN,
        Histogram.CUSTOM_BUCKETS_SCHEMA,
        false,
        0,
        0,
        0,
        0,
        List.of(new Span(0, counts.length)),
        counts,
        List.of(),
        new double[0],
        bounds);
  }

  @Test
  void theSumHasTheCoarserResolution() {
    HistogramSum sum = new HistogramSum(exponential(ResetHint.UNKNOWN, 1, 0, 0, 1, 1, 1));
    assertThat(sum.add(exponential(ResetHint.UNKNOWN, 0, 0, 0, 10, 10))).isTrue();
    Histogram result = sum.toHistogram();
    assertThat(result.schema()).isZero();
    assertThat(result.positiveBuckets()).containsExactly(11, 12);
  }

  @Test
  void theSumHasTheWiderZeroBucket() {
    HistogramSum sum = new HistogramSum(exponential(ResetHint.UNKNOWN, 0, 0.001, 1, 2, 3));
    sum.add(exponential(ResetHint.UNKNOWN, 0, 1, 5));
    Histogram result = sum.toHistogram();
    assertThat(result.zeroThreshold()).isEqualTo(1);
    assertThat(result.zeroCount()).isEqualTo(8);
    assertThat(result.positiveBuckets()).containsExactly(3);
  }

  @Test
  void differentCustomBoundsAreReducedToTheCommonOnes() {
    HistogramSum sum = new HistogramSum(custom(new double[] {1, 2, 3}, 1, 1, 1, 1));
    assertThat(sum.add(custom(new double[] {2, 4}, 10, 10, 10))).isTrue();
    assertThat(sum.takeBoundsReconciled()).isTrue();
    assertThat(sum.takeBoundsReconciled()).isFalse();
    assertThat(sum.toHistogram().customBounds()).containsExactly(2);
    assertThat(sum.toHistogram().positiveBuckets()).containsExactly(12, 22);
  }

  @Test
  void customAndExponentialBucketsDoNotMix() {
    HistogramSum sum = new HistogramSum(custom(new double[] {1}, 1, 1));
    assertThat(sum.add(exponential(ResetHint.UNKNOWN, 0, 0, 0, 1))).isFalse();
    assertThat(sum.toHistogram().positiveBuckets()).containsExactly(1, 1);
  }

  @Test
  void contradictingHintsAreNoticed() {
    HistogramSum sum = new HistogramSum(exponential(ResetHint.RESET, 0, 0, 0, 1));
    sum.add(exponential(ResetHint.NOT_RESET, 0, 0, 0, 1));
    assertThat(sum.resetsConflict()).isTrue();
    assertThat(sum.toHistogram().resetHint()).isEqualTo(ResetHint.UNKNOWN);
  }

  @Test
  void smallCountsSurviveBesideHugeOnes() {
    HistogramSum sum = new HistogramSum(exponential(ResetHint.GAUGE, 0, 0, 0, 1e100));
    sum.add(exponential(ResetHint.GAUGE, 0, 0, 0, 1));
    sum.subtract(exponential(ResetHint.GAUGE, 0, 0, 0, 1e100));
    assertThat(sum.toHistogram().positiveBuckets()).containsExactly(1);
    assertThat(sum.toHistogram().count()).isEqualTo(1);
  }

  @Test
  void dividingByZeroLeavesNoBuckets() {
    Histogram result = HistogramArithmetic.divide(exponential(ResetHint.GAUGE, 0, 0, 0, 2), 0);
    assertThat(result.count()).isInfinite();
    assertThat(result.positiveBuckets()).isEmpty();
  }

  @Test
  void trimmingEstimatesWhatIsLeftOfABucket() {
    Histogram histogram = custom(new double[] {10, 20}, 4, 8, 0);
    Histogram below = HistogramTrim.below(histogram, 15);
    assertThat(below.positiveBuckets()).containsExactly(4, 4);
    assertThat(below.count()).isEqualTo(8);
    assertThat(below.sum()).isEqualTo(4 * 5 + 4 * 12.5);
    assertThat(HistogramTrim.above(histogram, 30).count()).isZero();
  }
}
