package io.vigie.ingest.scrape;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Halves the resolution of native histograms: each step down in schema merges two neighbouring
/// buckets into one (<https://prometheus.io/docs/specs/native_histograms/#exponential-schemas>).
final class HistogramResolution {
  static final int MAX_SCHEMA = 8;
  static final int MIN_SCHEMA = -4;

  /// The factor that schema 8 comes closest to.
  private static final double FINEST_FACTOR = 1.00271;

  private HistogramResolution() {}

  /// The finest schema whose buckets each grow by at least this factor.
  static int schemaFor(double minBucketFactor) {
    double factor = minBucketFactor <= 1 ? FINEST_FACTOR : minBucketFactor;
    double schema = Math.floor(-log2(log2(factor)));
    return (int) Math.clamp(schema, MIN_SCHEMA, MAX_SCHEMA);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  static int buckets(Histogram histogram) {
    return histogram.positiveBuckets().length + histogram.negativeBuckets().length;
  }

  /// The histogram with no finer schema than the given one; custom buckets stay as they are.
  static Histogram atMost(Histogram histogram, int schema) {
    return histogram.usesCustomBuckets() || histogram.schema() <= schema
        ? histogram
        : reduced(histogram, schema);
  }

  /// The histogram within a number of buckets; empty if even the coarsest schema has more, or its
  /// buckets cannot be merged.
  static Optional<Histogram> within(Histogram histogram, long maxBuckets) {
    Histogram current = histogram;
    while (buckets(current) > maxBuckets) {
      if (current.usesCustomBuckets() || current.schema() <= MIN_SCHEMA) {
        return Optional.empty();
      }
      current = reduced(current, current.schema() - 1);
    }
    return Optional.of(current);
  }

  private static Histogram reduced(Histogram h, int schema) {
    int shift = h.schema() - schema;
    Side positive = Side.merged(h.positiveSpans(), h.positiveBuckets(), shift);
    Side negative = Side.merged(h.negativeSpans(), h.negativeBuckets(), shift);
    return new Histogram(
        h.resetHint(),
        schema,
        h.integerCounts(),
        h.zeroThreshold(),
        h.zeroCount(),
        h.count(),
        h.sum(),
        positive.spans,
        positive.counts(),
        negative.spans,
        negative.counts(),
        h.customBounds());
  }

  /// Buckets of one sign while they are merged.
  private static final class Side {
    final List<Span> spans = new ArrayList<>();
    private double[] counts = new double[16];
    private int size;
    private int lastIndex;

    static Side merged(List<Span> spans, double[] counts, int shift) {
      Side side = new Side();
      int index = 0;
      int position = 0;
      for (Span span : spans) {
        index += span.offset();
        for (int i = 0; i < span.length(); i++) {
          // Bucket i holds (base^(i-1), base^i]: two neighbours end at the same coarser bound.
          side.add(((index - 1) >> shift) + 1, counts[position++]);
          index++;
        }
      }
      return side;
    }

    private void add(int index, double count) {
      if (size > 0 && index == lastIndex) {
        counts[size - 1] += count;
        return;
      }
      if (size > 0 && index == lastIndex + 1) {
        Span last = spans.removeLast();
        spans.add(new Span(last.offset(), last.length() + 1));
      } else {
        spans.add(new Span(size == 0 ? index : index - lastIndex - 1, 1));
      }
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, 2 * size);
      }
      counts[size++] = count;
      lastIndex = index;
    }

    double[] counts() {
      return Arrays.copyOf(counts, size);
    }
  }
}
