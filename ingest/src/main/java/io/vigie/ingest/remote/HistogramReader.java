package io.vigie.ingest.remote;

import static io.vigie.ingest.wire.MessageReader.BYTES;
import static io.vigie.ingest.wire.MessageReader.FIXED_64;
import static io.vigie.ingest.wire.MessageReader.VARINT;
import static io.vigie.ingest.wire.MessageReader.tag;

import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageReader;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.List;

/// Reads a `Histogram` message, which has the same fields in both versions of remote write. Reused
/// from message to message.
final class HistogramReader {
  private static final int FINEST_SCHEMA = 8;
  private static final int FINEST_KNOWN_SCHEMA = 52;
  private static final int LAST_FIELD = 17;

  private static final int COUNT_INT = tag(1, VARINT);
  private static final int COUNT_FLOAT = tag(2, FIXED_64);
  private static final int SUM = tag(3, FIXED_64);
  private static final int SCHEMA = tag(4, VARINT);
  private static final int ZERO_THRESHOLD = tag(5, FIXED_64);
  private static final int ZERO_COUNT_INT = tag(6, VARINT);
  private static final int ZERO_COUNT_FLOAT = tag(7, FIXED_64);
  private static final int NEGATIVE_SPAN = tag(8, BYTES);
  private static final int NEGATIVE_DELTAS = tag(9, BYTES);
  private static final int NEGATIVE_DELTA = tag(9, VARINT);
  private static final int NEGATIVE_COUNTS = tag(10, BYTES);
  private static final int NEGATIVE_COUNT = tag(10, FIXED_64);
  private static final int POSITIVE_SPAN = tag(11, BYTES);
  private static final int POSITIVE_DELTAS = tag(12, BYTES);
  private static final int POSITIVE_DELTA = tag(12, VARINT);
  private static final int POSITIVE_COUNTS = tag(13, BYTES);
  private static final int POSITIVE_COUNT = tag(13, FIXED_64);
  private static final int RESET_HINT = tag(14, VARINT);
  private static final int TIMESTAMP = tag(15, VARINT);
  private static final int CUSTOM_VALUES = tag(16, BYTES);
  private static final int CUSTOM_VALUE = tag(16, FIXED_64);
  private static final int START_TIMESTAMP = tag(17, VARINT);

  /// One side of a histogram; counts are deltas of integers or floats.
  private static final class Side {
    final List<Span> spans = new ArrayList<>();
    final DoubleArrayList counts = new DoubleArrayList();
    long last;

    void clear() {
      spans.clear();
      counts.clear();
      last = 0;
    }

    void addDelta(long delta) {
      last += delta;
      counts.add((double) last);
    }
  }

  long timestampMillis;
  long startTimestampMillis;
  private boolean isFloat;
  private double count;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private int resetHint;
  private final Side positive = new Side();
  private final Side negative = new Side();
  private final DoubleArrayList customBounds = new DoubleArrayList();

  private void clear() {
    timestampMillis = startTimestampMillis = 0;
    isFloat = false;
    count = sum = zeroThreshold = zeroCount = 0;
    schema = resetHint = 0;
    positive.clear();
    negative.clear();
    customBounds.clear();
  }

  /// Reads the message that the reader stands before.
  void read(MessageReader in) throws MalformedMessageException {
    clear();
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      readField(tag, in);
    }
    in.leave(outer);
  }

  private void readField(int tag, MessageReader in) throws MalformedMessageException {
    if (tag == COUNT_INT) {
      count = unsigned(in.varint());
      isFloat = false;
    } else if (tag == COUNT_FLOAT) {
      count = in.fixedDouble();
      isFloat = true;
    } else if (tag == SUM) {
      sum = in.fixedDouble();
    } else if (tag == SCHEMA) {
      schema = (int) in.zigZag();
    } else if (tag == ZERO_THRESHOLD) {
      zeroThreshold = in.fixedDouble();
    } else if (tag == ZERO_COUNT_INT) {
      zeroCount = unsigned(in.varint());
    } else if (tag == ZERO_COUNT_FLOAT) {
      zeroCount = in.fixedDouble();
    } else if (tag == RESET_HINT) {
      resetHint = (int) in.varint();
    } else if (tag == TIMESTAMP) {
      timestampMillis = in.varint();
    } else if (tag == START_TIMESTAMP) {
      startTimestampMillis = in.varint();
    } else {
      readBuckets(tag, in);
    }
  }

  private void readBuckets(int tag, MessageReader in) throws MalformedMessageException {
    if (tag == NEGATIVE_SPAN || tag == POSITIVE_SPAN) {
      (tag == NEGATIVE_SPAN ? negative : positive).spans.add(span(in));
    } else if (tag == NEGATIVE_DELTA || tag == POSITIVE_DELTA) {
      (tag == NEGATIVE_DELTA ? negative : positive).addDelta(in.zigZag());
    } else if (tag == NEGATIVE_DELTAS || tag == POSITIVE_DELTAS) {
      readDeltas(in, tag == NEGATIVE_DELTAS ? negative : positive);
    } else if (tag == NEGATIVE_COUNT || tag == POSITIVE_COUNT) {
      (tag == NEGATIVE_COUNT ? negative : positive).counts.add(in.fixedDouble());
    } else if (tag == NEGATIVE_COUNTS || tag == POSITIVE_COUNTS) {
      readDoubles(in, (tag == NEGATIVE_COUNTS ? negative : positive).counts);
    } else if (tag == CUSTOM_VALUE) {
      customBounds.add(in.fixedDouble());
    } else if (tag == CUSTOM_VALUES) {
      readDoubles(in, customBounds);
    } else {
      in.skip(tag, LAST_FIELD);
    }
  }

  private static Span span(MessageReader in) throws MalformedMessageException {
    int outer = in.enter();
    int offset = 0;
    int length = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, VARINT)) {
        offset = (int) in.zigZag();
      } else if (tag == tag(2, VARINT)) {
        length = (int) in.varint();
      } else {
        in.skip(tag, 2);
      }
    }
    in.leave(outer);
    return new Span(offset, length);
  }

  private static void readDeltas(MessageReader in, Side side) throws MalformedMessageException {
    int outer = in.enter();
    while (!in.isAtEnd()) {
      side.addDelta(in.zigZag());
    }
    in.leave(outer);
  }

  private static void readDoubles(MessageReader in, DoubleArrayList into)
      throws MalformedMessageException {
    int outer = in.enter();
    while (!in.isAtEnd()) {
      into.add(in.fixedDouble());
    }
    in.leave(outer);
  }

  private static double unsigned(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1) * 2;
  }

  /// The histogram as it was sent, except that a resolution finer than is kept is reduced. May
  /// still be senseless.
  Histogram build() {
    Histogram histogram =
        new Histogram(
            hint(),
            schema,
            !isFloat,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positive.spans,
            positive.counts.toDoubleArray(),
            negative.spans,
            negative.counts.toDoubleArray(),
            customBounds.toDoubleArray());
    return schema > FINEST_SCHEMA && schema <= FINEST_KNOWN_SCHEMA && areSpansWhole()
        ? histogram.reducedTo(FINEST_SCHEMA)
        : histogram;
  }

  private boolean areSpansWhole() {
    return length(positive) == positive.counts.size() && length(negative) == negative.counts.size();
  }

  private static long length(Side side) {
    return side.spans.stream().mapToLong(span -> Integer.toUnsignedLong(span.length())).sum();
  }

  private ResetHint hint() {
    return switch (resetHint) {
      case 1 -> ResetHint.RESET;
      case 2 -> ResetHint.NOT_RESET;
      case 3 -> ResetHint.GAUGE;
      default -> ResetHint.UNKNOWN;
    };
  }
}
