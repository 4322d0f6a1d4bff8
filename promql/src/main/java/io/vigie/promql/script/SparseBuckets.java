package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The buckets of one side of a native histogram by index.
///
/// @param counts count by index of the bucket
record SparseBuckets(NavigableMap<Integer, Double> counts) {
  static SparseBuckets of(List<Histogram.Span> spans, double[] buckets) {
    NavigableMap<Integer, Double> counts = new TreeMap<>();
    int index = 0;
    int next = 0;
    for (Histogram.Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length() && next < buckets.length; i++) {
        counts.put(index++, buckets[next++]);
      }
    }
    return new SparseBuckets(counts);
  }

  static SparseBuckets positive(Histogram histogram) {
    return of(histogram.positiveSpans(), histogram.positiveBuckets());
  }

  static SparseBuckets negative(Histogram histogram) {
    return of(histogram.negativeSpans(), histogram.negativeBuckets());
  }

  /// The buckets of a coarser schema that take these in.
  ///
  /// @param levels difference of the schemas
  SparseBuckets coarser(int levels) {
    NavigableMap<Integer, Double> merged = new TreeMap<>();
    counts.forEach((index, count) -> merged.merge(((index - 1) >> levels) + 1, count, Double::sum));
    return new SparseBuckets(merged);
  }

  SparseBuckets plus(SparseBuckets other, double factor) {
    NavigableMap<Integer, Double> sum = new TreeMap<>(counts);
    other.counts.forEach((index, count) -> sum.merge(index, factor * count, Double::sum));
    return new SparseBuckets(sum);
  }

  /// Only the buckets that hold something.
  SparseBuckets withoutEmpty() {
    NavigableMap<Integer, Double> filled = new TreeMap<>(counts);
    filled.values().removeIf(count -> count == 0);
    return new SparseBuckets(filled);
  }

  List<Histogram.Span> spans() {
    List<Histogram.Span> spans = new ArrayList<>();
    int spanStart = 0;
    int length = 0;
    int previousEnd = 0;
    for (int index : counts.keySet()) {
      if (length > 0 && index == spanStart + length) {
        length++;
        continue;
      }
      if (length > 0) {
        spans.add(new Histogram.Span(spanStart - previousEnd, length));
        previousEnd = spanStart + length;
      }
      spanStart = index;
      length = 1;
    }
    if (length > 0) {
      spans.add(new Histogram.Span(spanStart - previousEnd, length));
    }
    return spans;
  }

  double[] buckets() {
    return counts.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
