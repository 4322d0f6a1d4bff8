package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramResolutionTest {
  private static Histogram histogram(int schema, List<Span> spans, double... counts) {
    return new Histogram(
        ResetHint.UNKNOWN,
        schema,
        true,
        0.001,
        0,
        10,
        5,
        spans,
        counts,
        List.of(),
        new double[0],
        new double[0]);
  }

  @Test
  void mergesNeighboursThatEndAtTheSameCoarserBound() {
    // Buckets 0, 1, 2, 3 and 6 of schema 1 become 0, 1, 2 and 3 of schema 0.
    Histogram fine = histogram(1, List.of(new Span(0, 4), new Span(2, 1)), 1, 2, 3, 4, 5);
    Histogram coarse = HistogramResolution.atMost(fine, 0);
    assertThat(coarse.schema()).isZero();
    assertThat(coarse.positiveSpans()).containsExactly(new Span(0, 4));
    assertThat(coarse.positiveBuckets()).containsExactly(1, 5, 4, 5);
  }

  @Test
  void keepsGapsAndNegativeIndexes() {
    // Buckets -5 and 4 of schema 2 become -2 and 1 of schema 0... in steps of two.
    Histogram fine = histogram(2, List.of(new Span(-5, 1), new Span(8, 1)), 1, 2);
    Histogram coarse = HistogramResolution.atMost(fine, 1);
    assertThat(coarse.positiveSpans()).containsExactly(new Span(-2, 1), new Span(3, 1));
    assertThat(coarse.positiveBuckets()).containsExactly(1, 2);
  }

  @Test
  void reducesUntilTheBucketsFit() {
    Histogram fine = histogram(3, List.of(new Span(1, 8)), 1, 1, 1, 1, 1, 1, 1, 1);
    Histogram fitting = HistogramResolution.within(fine, 2).orElseThrow();
    assertThat(fitting.schema()).isEqualTo(1);
    assertThat(fitting.positiveBuckets()).containsExactly(4, 4);
  }

  @Test
  void givesUpWhereBucketsCannotBeMerged() {
    Histogram custom =
        new Histogram(
            ResetHint.UNKNOWN,
            Histogram.CUSTOM_BUCKETS_SCHEMA,
            true,
            0,
            0,
            3,
            5,
            List.of(new Span(0, 3)),
            new double[] {1, 1, 1},
            List.of(),
            new double[0],
            new double[] {1, 2});
    assertThat(HistogramResolution.within(custom, 2)).isEmpty();
    assertThat(HistogramResolution.atMost(custom, 0)).isSameAs(custom);
    Histogram far = histogram(-4, List.of(new Span(0, 1), new Span(5, 1)), 1, 1);
    assertThat(HistogramResolution.within(far, 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8",
    "1, 8",
    "1.002, 8",
    "1.1, 2",
    "1.5, 0",
    "2, 0",
    "4, -1",
    "70000, -4",
    "1e9, -4"
  })
  void theFactorDecidesTheSchema(double factor, int schema) {
    // 1.1 lies between schema 3 (1.0905) and schema 2 (1.189): the coarser one is taken.
    assertThat(HistogramResolution.schemaFor(factor)).isEqualTo(schema);
  }
}
