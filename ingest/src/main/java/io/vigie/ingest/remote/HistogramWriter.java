package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import java.util.List;

/// Writes `Histogram` messages, the counterpart of [HistogramReader].
final class HistogramWriter {
  private HistogramWriter() {}

  /// @param startMillis when it began, or 0; version 1 has no field for it
  static void write(
      MessageWriter out, int field, long timestampMillis, Histogram histogram, long startMillis) {
    int start = out.begin(field);
    boolean integers = histogram.integerCounts();
    if (integers) {
      out.chosenVarintField(1, (long) histogram.count());
    } else {
      out.chosenDoubleField(2, histogram.count());
    }
    out.doubleField(3, histogram.sum());
    out.zigZagField(4, histogram.schema());
    out.doubleField(5, histogram.zeroThreshold());
    if (integers) {
      out.chosenVarintField(6, (long) histogram.zeroCount());
    } else {
      out.chosenDoubleField(7, histogram.zeroCount());
    }
    side(out, 8, histogram.negativeSpans(), histogram.negativeBuckets(), integers);
    side(out, 11, histogram.positiveSpans(), histogram.positiveBuckets(), integers);
    out.varintField(14, hint(histogram.resetHint()));
    out.varintField(15, timestampMillis);
    doubles(out, 16, histogram.customBounds());
    out.varintField(17, startMillis);
    out.end(start);
  }

  private static void side(
      MessageWriter out, int field, List<Span> spans, double[] counts, boolean integers) {
    for (Span span : spans) {
      int start = out.begin(field);
      out.zigZagField(1, span.offset());
      out.varintField(2, span.length());
      out.end(start);
    }
    if (integers) {
      deltas(out, field + 1, counts);
    } else {
      doubles(out, field + 2, counts);
    }
  }

  private static void deltas(MessageWriter out, int field, double[] counts) {
    if (counts.length > 0) {
      int start = out.begin(field);
      long previous = 0;
      for (double count : counts) {
        out.zigZagVarint((long) count - previous);
        previous = (long) count;
      }
      out.end(start);
    }
  }

  private static void doubles(MessageWriter out, int field, double[] values) {
    if (values.length > 0) {
      int start = out.begin(field);
      for (double value : values) {
        out.fixedDouble(value);
      }
      out.end(start);
    }
  }

  private static int hint(Histogram.ResetHint hint) {
    return switch (hint) {
      case UNKNOWN -> 0;
      case RESET -> 1;
      case NOT_RESET -> 2;
      case GAUGE -> 3;
    };
  }
}
