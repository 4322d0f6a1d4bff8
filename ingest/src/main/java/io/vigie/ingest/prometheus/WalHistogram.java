package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.List;

/// Decodes the histograms of log records.
final class WalHistogram {
  private WalHistogram() {}

  /// One that counts in integers: a bucket is said by what it differs from the one before.
  static Histogram readInteger(ByteCursor in) throws MalformedDataException {
    ResetHint hint = readHint(in);
    int schema = (int) in.readVarint();
    double zeroThreshold = in.readDouble();
    double zeroCount = in.readUvarint();
    double count = in.readUvarint();
    double sum = in.readDouble();
    List<Span> positiveSpans = readSpans(in);
    List<Span> negativeSpans = readSpans(in);
    double[] positive = readDifferences(in);
    double[] negative = readDifferences(in);
    return histogram(
        hint,
        schema,
        true,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positiveSpans,
        positive,
        negativeSpans,
        negative,
        readBounds(schema, in));
  }

  /// One that counts in floats.
  static Histogram readFloat(ByteCursor in) throws MalformedDataException {
    ResetHint hint = readHint(in);
    int schema = (int) in.readVarint();
    double zeroThreshold = in.readDouble();
    double zeroCount = in.readDouble();
    double count = in.readDouble();
    double sum = in.readDouble();
    List<Span> positiveSpans = readSpans(in);
    List<Span> negativeSpans = readSpans(in);
    double[] positive = readDoubles(in);
    double[] negative = readDoubles(in);
    return histogram(
        hint,
        schema,
        false,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positiveSpans,
        positive,
        negativeSpans,
        negative,
        readBounds(schema, in));
  }

  private static Histogram histogram(
      ResetHint hint,
      int schema,
      boolean integerCounts,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      List<Span> positiveSpans,
      double[] positive,
      List<Span> negativeSpans,
      double[] negative,
      double[] bounds)
      throws MalformedDataException {
    checkBuckets(positiveSpans, positive);
    checkBuckets(negativeSpans, negative);
    return new Histogram(
        hint,
        schema,
        integerCounts,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positiveSpans,
        positive,
        negativeSpans,
        negative,
        bounds);
  }

  private static void checkBuckets(List<Span> spans, double[] buckets)
      throws MalformedDataException {
    long described = 0;
    for (Span span : spans) {
      described += Integer.toUnsignedLong(span.length());
    }
    if (described != buckets.length) {
      throw new MalformedDataException("spans of " + described + " buckets with " + buckets.length);
    }
  }

  private static ResetHint readHint(ByteCursor in) throws MalformedDataException {
    return switch (in.readByte()) {
      case 1 -> ResetHint.RESET;
      case 2 -> ResetHint.NOT_RESET;
      case 3 -> ResetHint.GAUGE;
      default -> ResetHint.UNKNOWN;
    };
  }

  private static List<Span> readSpans(ByteCursor in) throws MalformedDataException {
    int count = in.readCount(2);
    List<Span> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(new Span((int) in.readVarint(), (int) in.readUvarint()));
    }
    return spans;
  }

  private static double[] readDifferences(ByteCursor in) throws MalformedDataException {
    double[] counts = new double[in.readCount(1)];
    long current = 0;
    for (int i = 0; i < counts.length; i++) {
      current += in.readVarint();
      counts[i] = current;
    }
    return counts;
  }

  private static double[] readDoubles(ByteCursor in) throws MalformedDataException {
    double[] values = new double[in.readCount(Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static double[] readBounds(int schema, ByteCursor in) throws MalformedDataException {
    return schema == Histogram.CUSTOM_BUCKETS_SCHEMA ? readDoubles(in) : new double[0];
  }
}
