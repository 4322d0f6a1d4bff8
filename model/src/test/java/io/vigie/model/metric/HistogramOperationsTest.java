package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramOperationsTest {
  private static Histogram exponential(
      int schema, double zeroThreshold, int offset, double... counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return new Histogram(
        ResetHint.UNKNOWN,
        schema,
        false,
        zeroThreshold,
        0,
        sum,
        3 * sum,
        List.of(new Span(offset, counts.length)),
        counts,
        List.of(),
        new double[0],
        new double[0]);
  }

  private static Histogram custom(double[] bounds, double... counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return new Histogram(
        ResetHint.UNKNOWN,
        Histogram.CUSTOM_BUCKETS_SCHEMA,
        false,
        0,
        0,
        sum,
        sum,
        List.of(new Span(0, counts.length)),
        counts,
        List.of(),
        new double[0],
        bounds);
  }

  @Test
  void compactingLeavesOutEmptyBucketsAndSplitsSpansThere() {
    Histogram compacted = exponential(0, 0, -1, 0, 2, 0, 0, 3, 0).compacted();
    assertThat(compacted.positiveSpans()).containsExactly(new Span(0, 1), new Span(2, 1));
    assertThat(compacted.positiveBuckets()).containsExactly(2, 3);
    assertThat(compacted.count()).isEqualTo(5);
  }

  @Test
  void reducingTheResolutionMergesNeighbours() {
    // Indexes 1 and 2 of schema 1 lie in (1,2], which has index 1 in schema 0; 3 lies in (2,4].
    Histogram reduced = exponential(1, 0, 1, 1, 2, 4).reducedTo(0);
    assertThat(reduced.schema()).isZero();
    assertThat(reduced.positiveSpans()).containsExactly(new Span(1, 2));
    assertThat(reduced.positiveBuckets()).containsExactly(3, 4);
  }

  @Test
  void refusesToInventResolution() {
    Histogram coarse = exponential(0, 0, 1, 1);
    assertThatThrownBy(() -> coarse.reducedTo(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schema 0")
        .hasMessageContaining("schema 1");
  }

  @Test
  void boundsArePowersOfTwoToTheStep() {
    assertThat(HistogramBuckets.exponentialBound(0, 0)).isEqualTo(1);
    assertThat(HistogramBuckets.exponentialBound(3, 0)).isEqualTo(8);
    assertThat(HistogramBuckets.exponentialBound(1, -1)).isEqualTo(4);
    assertThat(HistogramBuckets.exponentialBound(-2, 1)).isEqualTo(0.5);
    assertThat(HistogramBuckets.exponentialBound(1024, 0)).isEqualTo(Double.MAX_VALUE);
    assertThat(HistogramBuckets.exponentialBound(1025, 0)).isInfinite();
  }

  @Test
  void textShowsPopulatedBucketsFromTheLowestToTheHighest() {
    Histogram histogram =
        new Histogram(
            ResetHint.UNKNOWN,
            0,
            false,
            0.25,
            2,
            7,
            4.5,
            List.of(new Span(0, 3)),
            new double[] {1, 0, 3},
            List.of(new Span(1, 1)),
            new double[] {1},
            new double[0]);
    assertThat(histogram)
        .hasToString("{count:7, sum:4.5, [-2,-1):1, [-0.25,0.25]:2, (0.5,1]:1, (2,4]:3}");
  }

  @Test
  void aLowerCountInAnyBucketIsAReset() {
    Histogram before = exponential(0, 0, 0, 1, 5);
    assertThat(HistogramResets.isReset(exponential(0, 0, 0, 2, 5), before)).isFalse();
    assertThat(HistogramResets.isReset(exponential(0, 0, 0, 6, 4), before)).isTrue();
  }

  @Test
  void aPopulatedBucketThatIsGoneIsAReset() {
    assertThat(HistogramResets.isReset(exponential(0, 0, 1, 9), exponential(0, 0, 0, 1, 5)))
        .isTrue();
    assertThat(HistogramResets.isReset(exponential(0, 0, 1, 9), exponential(0, 0, 0, 0, 5)))
        .isFalse();
  }

  @Test
  void coarserBucketsAreNoResetButFinerOnesAre() {
    Histogram fine = exponential(1, 0, 1, 1, 2);
    Histogram coarse = exponential(0, 0, 1, 3);
    assertThat(HistogramResets.isReset(coarse, fine)).isFalse();
    assertThat(HistogramResets.isReset(fine, coarse)).isTrue();
  }

  @Test
  void hintsOverruleCounts() {
    Histogram before = exponential(0, 0, 0, 5);
    Histogram lower = exponential(0, 0, 0, 1);
    assertThat(HistogramResets.isReset(lower.withResetHint(ResetHint.NOT_RESET), before)).isFalse();
    assertThat(HistogramResets.isReset(before.withResetHint(ResetHint.RESET), lower)).isTrue();
  }

  @Test
  void customBucketsAreComparedInTheBoundsTheyShare() {
    Histogram before = custom(new double[] {1, 2, 5}, 1, 1, 1, 1);
    Histogram sameInCommonBounds = custom(new double[] {2, 5}, 2, 1, 1);
    Histogram lower = custom(new double[] {2, 5}, 1, 4, 1);
    assertThat(HistogramResets.isReset(sameInCommonBounds, before)).isFalse();
    assertThat(HistogramResets.isReset(lower, before)).isTrue();
  }

  @Test
  void aWiderZeroBucketEndsAtTheEdgeOfAPopulatedBucket() {
    // (0.5,1] is populated, so an edge at 0.7 moves to 1 and takes the bucket in.
    ZeroBucket widened = ZeroBucket.of(exponential(0, 0.01, 0, 3, 4)).widenedTo(0.7);
    assertThat(widened.threshold()).isEqualTo(1);
    assertThat(widened.count()).isEqualTo(3);
  }
}
