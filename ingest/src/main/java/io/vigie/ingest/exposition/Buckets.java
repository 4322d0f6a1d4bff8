package io.vigie.ingest.exposition;

import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One side of a native histogram.
final class Buckets {
  private final List<Span> spans;
  private final double[] counts;

  private Buckets(List<Span> spans, double[] counts) {
    this.spans = spans;
    this.counts = counts;
  }

  List<Span> spans() {
    return spans;
  }

  /// Absolute, one for each bucket of the spans.
  double[] counts() {
    return counts;
  }

  /// The same buckets without those that are empty, but for up to `keptEmpty` consecutive ones
  /// between full ones: there a span would cost more than they do.
  ///
  /// @throws ArithmeticException if buckets are too far apart to be said
  static Buckets compact(List<Span> spans, double[] counts, int keptEmpty) {
    Builder builder = new Builder(counts.length, keptEmpty);
    long index = 0;
    int next = 0;
    for (Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++, index++) {
        if (counts[next] != 0) {
          builder.add(index, counts[next]);
        }
        next++;
      }
    }
    return builder.build();
  }

  private static final class Builder {
    private final int keptEmpty;
    private final List<Span> spans = new ArrayList<>();
    private double[] counts;
    private int size;
    private long end; // index after the last bucket
    private int spanOffset;
    private int spanLength;

    Builder(int capacity, int keptEmpty) {
      this.counts = new double[capacity];
      this.keptEmpty = keptEmpty;
    }

    void add(long index, double count) {
      long gap = index - end;
      if (size > 0 && gap <= keptEmpty) {
        size += (int) gap; // Room for the empty ones: they were in the input or next to it.
        spanLength += (int) gap;
      } else {
        endSpan();
        spanOffset = Math.toIntExact(gap);
      }
      if (size >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * size + 2);
      }
      counts[size++] = count;
      spanLength++;
      end = index + 1;
    }

    private void endSpan() {
      if (spanLength > 0) {
        spans.add(new Span(spanOffset, spanLength));
        spanLength = 0;
      }
    }

    Buckets build() {
      endSpan();
      return new Buckets(List.copyOf(spans), Arrays.copyOf(counts, size));
    }
  }
}
