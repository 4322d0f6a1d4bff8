package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.List;

/// What all histograms of a chunk have in common.
///
/// @param header what the chunk says of counter resets, the two highest bits of its third byte
record HistogramLayout(
    int header,
    int schema,
    double zeroThreshold,
    List<Span> positiveSpans,
    List<Span> negativeSpans,
    List<Double> customBounds) {
  private static final int HEADER_MASK = 0b1100_0000;
  static final int RESET = 0b1000_0000;
  static final int NOT_RESET = 0b0100_0000;
  static final int GAUGE = 0b1100_0000;

  /// Spans, buckets or bounds beyond it are taken for damage.
  private static final int MAX_PARTS = 1 << 16;

  static final int WHOLE_THRESHOLD = 255;
  static final int THRESHOLD_EXPONENT_BIAS = 243;

  static HistogramLayout read(int flags, BitReader in) throws MalformedDataException {
    double zeroThreshold = readZeroThreshold(in);
    int schema = (int) in.readVarbitInt();
    List<Span> positive = readSpans(in);
    List<Span> negative = readSpans(in);
    List<Double> bounds = schema == Histogram.CUSTOM_BUCKETS_SCHEMA ? readBounds(in) : List.of();
    return new HistogramLayout(
        flags & HEADER_MASK, schema, zeroThreshold, positive, negative, bounds);
  }

  private static double readZeroThreshold(BitReader in) throws MalformedDataException {
    int exponent = (int) in.readBits(Byte.SIZE);
    return switch (exponent) {
      case 0 -> 0;
      case WHOLE_THRESHOLD -> in.readDouble();
      default -> Math.scalb(0.5, exponent - THRESHOLD_EXPONENT_BIAS);
    };
  }

  private static List<Span> readSpans(BitReader in) throws MalformedDataException {
    int count = readCount(in);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = readCount(in);
      spans.add(new Span((int) in.readVarbitInt(), length));
    }
    return spans;
  }

  private static int readCount(BitReader in) throws MalformedDataException {
    long count = in.readVarbitUint();
    if (count < 0 || count > MAX_PARTS) {
      throw new MalformedDataException("a histogram of " + count + " spans or buckets");
    }
    return (int) count;
  }

  /// Thousandths where they are exact, otherwise whole floats.
  private static List<Double> readBounds(BitReader in) throws MalformedDataException {
    int count = readCount(in);
    List<Double> bounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long thousandths = in.readVarbitUint();
      bounds.add(thousandths == 0 ? in.readDouble() : (thousandths - 1) / 1000.0);
    }
    return bounds;
  }

  int positiveBuckets() throws MalformedDataException {
    return buckets(positiveSpans);
  }

  int negativeBuckets() throws MalformedDataException {
    return buckets(negativeSpans);
  }

  private static int buckets(List<Span> spans) throws MalformedDataException {
    long buckets = spans.stream().mapToLong(Span::length).sum();
    if (buckets > MAX_PARTS) {
      throw new MalformedDataException("a histogram of " + buckets + " buckets");
    }
    return (int) buckets;
  }

  /// A counter is never reset inside a chunk; of its first histogram only the header knows.
  ResetHint resetHint(int index) {
    if (header == GAUGE) {
      return ResetHint.GAUGE;
    }
    if (index > 0) {
      return ResetHint.NOT_RESET;
    }
    return header == RESET ? ResetHint.RESET : ResetHint.UNKNOWN;
  }

  Histogram histogram(
      int index,
      boolean integerCounts,
      double zeroCount,
      double count,
      double sum,
      double[] positive,
      double[] negative) {
    return new Histogram(
        resetHint(index),
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
        customBounds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// The end of a series of histograms, which has nothing but its sum.
  static Histogram staleMarker(boolean integerCounts, double sum) {
    return new Histogram(
        ResetHint.UNKNOWN,
        0,
        integerCounts,
        0,
        0,
        0,
        sum,
        List.of(),
        new double[0],
        List.of(),
        new double[0],
        new double[0]);
  }
}
