package io.vigie.tsdb.coding;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A run of native histograms of one series, each described by what differs from the one before:
///
/// ```
/// flags, 1:  bits 0-1 reset hint │ 2 integer counts │ 3 same layout as before │ 4 whole numbers
/// layout, unless the same:  schema │ zero threshold, 8 │ positive spans │ negative spans │ bounds, 8 each
/// sum, 8
/// zero count, count, positive buckets, negative buckets:
///   whole numbers:  zigzag varint of the difference to the one before (0 after a new layout)
///   otherwise:      bits, 8 each
/// ```
///
/// Spans: count, then offset (zigzag) and length of each. Every bit is kept.
public final class HistogramCoding {
  private static final int HINT_MASK = 0b11;
  private static final int INTEGER_COUNTS = 1 << 2;
  private static final int SAME_LAYOUT = 1 << 3;
  private static final int WHOLE_NUMBERS = 1 << 4;

  /// Above it neighbouring doubles are more than 1 apart.
  private static final double MAX_WHOLE = 0x1p53;

  /// More buckets than this in one histogram are taken for damage.
  private static final int MAX_BUCKETS = 1 << 20;

  /// By the two bits that stand for each.
  private static final List<ResetHint> HINTS =
      List.of(ResetHint.UNKNOWN, ResetHint.RESET, ResetHint.NOT_RESET, ResetHint.GAUGE);

  private HistogramCoding() {}

  /// Appends one histogram that stands alone.
  public static void encode(Histogram histogram, ByteWriter out) {
    encode(List.of(histogram), out);
  }

  /// Appends a run of histograms.
  public static void encode(List<Histogram> histograms, ByteWriter out) {
    Layout layout = Layout.NONE;
    double[] previous = {};
    for (Histogram histogram : histograms) {
      Layout own = Layout.of(histogram);
      double[] counts = counts(histogram);
      boolean sameLayout = own.isSameAs(layout);
      boolean whole = areWhole(counts) && (!sameLayout || areWhole(previous));
      writeFlags(histogram, sameLayout, whole, out);
      if (!sameLayout) {
        own.write(out);
        previous = new double[counts.length];
      }
      out.writeDouble(histogram.sum());
      writeCounts(counts, previous, whole, out);
      layout = own;
      previous = counts;
    }
  }

  private static void writeFlags(
      Histogram histogram, boolean sameLayout, boolean whole, ByteWriter out) {
    out.writeByte(
        code(histogram.resetHint())
            | (histogram.integerCounts() ? INTEGER_COUNTS : 0)
            | (sameLayout ? SAME_LAYOUT : 0)
            | (whole ? WHOLE_NUMBERS : 0));
  }

  private static int code(ResetHint hint) {
    return switch (hint) {
      case UNKNOWN -> 0;
      case RESET -> 1;
      case NOT_RESET -> 2;
      case GAUGE -> 3;
    };
  }

  private static double[] counts(Histogram histogram) {
    double[] positive = histogram.positiveBuckets();
    double[] negative = histogram.negativeBuckets();
    double[] counts = new double[2 + positive.length + negative.length];
    counts[0] = histogram.zeroCount();
    counts[1] = histogram.count();
    System.arraycopy(positive, 0, counts, 2, positive.length);
    System.arraycopy(negative, 0, counts, 2 + positive.length, negative.length);
    return counts;
  }

  private static boolean areWhole(double[] counts) {
    for (double count : counts) {
      boolean whole =
          Math.abs(count) < MAX_WHOLE
              && Double.doubleToRawLongBits((double) (long) count)
                  == Double.doubleToRawLongBits(count);
      if (!whole) {
        return false;
      }
    }
    return true;
  }

  private static void writeCounts(
      double[] counts, double[] previous, boolean whole, ByteWriter out) {
    for (int i = 0; i < counts.length; i++) {
      if (whole) {
        out.writeZigzag((long) counts[i] - (long) previous[i]);
      } else {
        out.writeDouble(counts[i]);
      }
    }
  }

  /// Reads one histogram written alone.
  public static Histogram decode(ByteReader in) {
    return decode(in, 1).getFirst();
  }

  /// Reads a run of `count` histograms.
  ///
  /// @throws MalformedBytesException if the bytes are no such run
  public static List<Histogram> decode(ByteReader in, int count) {
    List<Histogram> histograms = new ArrayList<>(Math.min(count, in.remaining()));
    Layout layout = Layout.NONE;
    double[] counts = {};
    for (int i = 0; i < count; i++) {
      int flags = in.readByte();
      if ((flags & SAME_LAYOUT) == 0) {
        layout = Layout.read(in);
        counts = new double[2 + layout.positiveBuckets() + layout.negativeBuckets()];
      } else if (counts.length == 0) {
        throw new MalformedBytesException(in.position(), "the first histogram has no layout");
      }
      double sum = in.readDouble();
      readCounts(in, counts, (flags & WHOLE_NUMBERS) != 0);
      histograms.add(histogram(flags, layout, sum, counts));
    }
    return histograms;
  }

  private static void readCounts(ByteReader in, double[] counts, boolean whole) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = whole ? (long) counts[i] + in.readZigzag() : in.readDouble();
    }
  }

  private static Histogram histogram(int flags, Layout layout, double sum, double[] counts) {
    int negativeStart = 2 + layout.positiveBuckets();
    return new Histogram(
        HINTS.get(flags & HINT_MASK),
        layout.schema,
        (flags & INTEGER_COUNTS) != 0,
        layout.zeroThreshold,
        counts[0],
        counts[1],
        sum,
        layout.positiveSpans,
        Arrays.copyOfRange(counts, 2, negativeStart),
        layout.negativeSpans,
        Arrays.copyOfRange(counts, negativeStart, counts.length),
        layout.customBounds);
  }

  /// What neighbouring histograms of a series nearly always share.
  private static final class Layout {
    static final Layout NONE =
        new Layout(Integer.MIN_VALUE, 0, List.of(), List.of(), new double[0]);

    final int schema;
    final double zeroThreshold;
    final List<Span> positiveSpans;
    final List<Span> negativeSpans;
    final double[] customBounds;

    Layout(
        int schema,
        double zeroThreshold,
        List<Span> positiveSpans,
        List<Span> negativeSpans,
        double[] customBounds) {
      this.schema = schema;
      this.zeroThreshold = zeroThreshold;
      this.positiveSpans = positiveSpans;
      this.negativeSpans = negativeSpans;
      this.customBounds = customBounds;
    }

    static Layout of(Histogram histogram) {
      return new Layout(
          histogram.schema(),
          histogram.zeroThreshold(),
          histogram.positiveSpans(),
          histogram.negativeSpans(),
          histogram.customBounds());
    }

    boolean isSameAs(Layout other) {
      return schema == other.schema
          && Double.doubleToRawLongBits(zeroThreshold)
              == Double.doubleToRawLongBits(other.zeroThreshold)
          && positiveSpans.equals(other.positiveSpans)
          && negativeSpans.equals(other.negativeSpans)
          && Arrays.equals(customBounds, other.customBounds);
    }

    int positiveBuckets() {
      return buckets(positiveSpans);
    }

    int negativeBuckets() {
      return buckets(negativeSpans);
    }

    private static int buckets(List<Span> spans) {
      return spans.stream().mapToInt(Span::length).sum();
    }

    void write(ByteWriter out) {
      out.writeZigzag(schema);
      out.writeDouble(zeroThreshold);
      writeSpans(positiveSpans, out);
      writeSpans(negativeSpans, out);
      out.writeVarint(customBounds.length);
      for (double bound : customBounds) {
        out.writeDouble(bound);
      }
    }

    private static void writeSpans(List<Span> spans, ByteWriter out) {
      out.writeVarint(spans.size());
      for (Span span : spans) {
        out.writeZigzag(span.offset());
        out.writeVarint(span.length());
      }
    }

    static Layout read(ByteReader in) {
      int schema = (int) in.readZigzag();
      double zeroThreshold = in.readDouble();
      List<Span> positive = readSpans(in);
      List<Span> negative = readSpans(in);
      double[] bounds = new double[in.readCount(Double.BYTES)];
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = in.readDouble();
      }
      return new Layout(schema, zeroThreshold, positive, negative, bounds);
    }

    private static List<Span> readSpans(ByteReader in) {
      int count = in.readCount(2);
      List<Span> spans = new ArrayList<>(count);
      long buckets = 0;
      for (int i = 0; i < count; i++) {
        int offset = (int) in.readZigzag();
        long length = in.readVarint();
        buckets += length;
        if (length < 0 || buckets > Math.min(MAX_BUCKETS, in.remaining())) {
          throw new MalformedBytesException(in.position(), "a span of " + length + " buckets");
        }
        spans.add(new Span(offset, (int) length));
      }
      return List.copyOf(spans);
    }
  }
}
