package io.vigie.ingest.exposition;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.List;

/// One `io.prometheus.client.Histogram`: classic buckets, a native histogram, or both. Reused from
/// metric to metric.
final class HistogramMessage {
  private final WireReader wire;
  private final WireReader inner;

  double sum;
  long startTimestampMillis;
  private double integerCount;
  private double floatCount;
  private int schema;
  private double zeroThreshold;
  private double integerZeroCount;
  private double floatZeroCount;
  private final IntPairs positiveSpans = new IntPairs();
  private final IntPairs negativeSpans = new IntPairs();
  private final DoubleList positiveIntegers = new DoubleList();
  private final DoubleList negativeIntegers = new DoubleList();
  private final DoubleList positiveFloats = new DoubleList();
  private final DoubleList negativeFloats = new DoubleList();

  /// Classic buckets: upper bound, cumulative count, where the exemplar stands.
  final DoubleList bounds = new DoubleList();

  final DoubleList cumulativeCounts = new DoubleList();
  final IntPairs bucketExemplars = new IntPairs();

  /// Where the exemplars of the native histogram stand.
  final IntPairs nativeExemplars = new IntPairs();

  HistogramMessage(byte[] data) {
    wire = new WireReader(data);
    inner = new WireReader(data);
  }

  void clear() {
    sum = integerCount = floatCount = 0;
    startTimestampMillis = 0;
    schema = 0;
    zeroThreshold = integerZeroCount = floatZeroCount = 0;
    positiveSpans.clear();
    negativeSpans.clear();
    positiveIntegers.clear();
    negativeIntegers.clear();
    positiveFloats.clear();
    negativeFloats.clear();
    bounds.clear();
    cumulativeCounts.clear();
    bucketExemplars.clear();
    nativeExemplars.clear();
  }

  void read(int start, int end) throws ExpositionException {
    wire.begin(start, end);
    for (int field = wire.nextField(); field != 0; field = wire.nextField()) {
      switch (field) {
        case 1 -> integerCount = MetricMessage.unsigned(wire.varintValue());
        case 2 -> sum = MetricMessage.ordinary(wire.doubleValue());
        case 3 -> readBucket(wire.bytesLength());
        case 4 -> floatCount = wire.doubleValue();
        case 5 -> schema = (int) WireReader.zigZag(wire.varintValue());
        case 6 -> zeroThreshold = wire.doubleValue();
        case 7 -> integerZeroCount = MetricMessage.unsigned(wire.varintValue());
        case 8 -> floatZeroCount = wire.doubleValue();
        case 9 -> readSpan(wire.bytesLength(), negativeSpans);
        case 10 -> wire.addDeltasTo(negativeIntegers);
        case 11 -> wire.addDoublesTo(negativeFloats);
        case 12 -> readSpan(wire.bytesLength(), positiveSpans);
        case 13 -> wire.addDeltasTo(positiveIntegers);
        case 14 -> wire.addDoublesTo(positiveFloats);
        case 15 -> startTimestampMillis = wire.timestampMillis();
        case 16 -> readExemplar(wire.bytesLength());
        default -> wire.skip();
      }
    }
  }

  private void readExemplar(int length) {
    nativeExemplars.add(wire.position(), wire.position() + length);
    wire.advance(length);
  }

  private void readBucket(int length) throws ExpositionException {
    inner.begin(wire.position(), wire.position() + length);
    wire.advance(length);
    double integers = 0;
    double floats = 0;
    double bound = 0;
    int exemplarStart = 0;
    int exemplarEnd = 0;
    for (int field = inner.nextField(); field != 0; field = inner.nextField()) {
      switch (field) {
        case 1 -> integers = MetricMessage.unsigned(inner.varintValue());
        case 2 -> bound = inner.doubleValue();
        case 3 -> {
          exemplarEnd = inner.bytesLength() + inner.position();
          exemplarStart = inner.position();
          inner.advance(exemplarEnd - exemplarStart);
        }
        case 4 -> floats = inner.doubleValue();
        default -> inner.skip();
      }
    }
    bounds.add(bound);
    cumulativeCounts.add(MetricMessage.ordinary(floats != 0 ? floats : integers));
    bucketExemplars.add(exemplarStart, exemplarEnd);
  }

  private void readSpan(int length, IntPairs spans) throws ExpositionException {
    inner.begin(wire.position(), wire.position() + length);
    wire.advance(length);
    int offset = 0;
    int spanLength = 0;
    for (int field = inner.nextField(); field != 0; field = inner.nextField()) {
      switch (field) {
        case 1 -> offset = (int) WireReader.zigZag(inner.varintValue());
        case 2 -> spanLength = (int) inner.varintValue();
        default -> inner.skip();
      }
    }
    spans.add(offset, spanLength);
  }

  /// Observations in all buckets.
  double count() {
    return MetricMessage.ordinary(floatCount != 0 ? floatCount : integerCount);
  }

  /// Whether there is a native histogram. One without observations and without zero bucket says so
  /// by an empty span.
  boolean isNative() {
    return positiveSpans.size() > 0
        || negativeSpans.size() > 0
        || zeroThreshold > 0
        || integerZeroCount > 0;
  }

  private boolean isFloat() {
    return floatCount > 0 || floatZeroCount > 0;
  }

  /// Checks that spans and buckets fit together.
  void check() throws ExpositionException {
    check("positive", positiveSpans, positiveCounts().size());
    check("negative", negativeSpans, negativeCounts().size());
  }

  private static void check(String side, IntPairs spans, int buckets) throws ExpositionException {
    long needed = 0;
    for (int i = 0; i < spans.size(); i++) {
      needed += Integer.toUnsignedLong(spans.second(i));
    }
    if (needed != buckets) {
      throw new ExpositionException(
          side + " side: spans require " + needed + " buckets, have " + buckets);
    }
  }

  private DoubleList positiveCounts() {
    return isFloat() ? positiveFloats : positiveIntegers;
  }

  private DoubleList negativeCounts() {
    return isFloat() ? negativeFloats : negativeIntegers;
  }

  /// The native histogram, its empty buckets cut out. Only after [#check].
  ///
  /// @throws ExpositionException if its buckets are farther apart than can be said
  Histogram build(ResetHint hint) throws ExpositionException {
    try {
      Buckets positive = Buckets.compact(spans(positiveSpans), positiveCounts().toArray(), 0);
      Buckets negative = Buckets.compact(spans(negativeSpans), negativeCounts().toArray(), 0);
      return new Histogram(
          hint,
          schema,
          !isFloat(),
          zeroThreshold,
          isFloat() ? floatZeroCount : integerZeroCount,
          isFloat() ? floatCount : integerCount,
          sum,
          positive.spans(),
          positive.counts(),
          negative.spans(),
          negative.counts(),
          new double[0]);
    } catch (ArithmeticException e) {
      throw new ExpositionException("span offsets exceed the range of bucket indices");
    }
  }

  private static List<Span> spans(IntPairs pairs) {
    List<Span> spans = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      spans.add(new Span(pairs.first(i), pairs.second(i)));
    }
    return spans;
  }
}
