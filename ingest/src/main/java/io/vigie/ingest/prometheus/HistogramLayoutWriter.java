package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import java.util.Arrays;
import java.util.List;

/// Writes what all histograms of a chunk have in common, as [HistogramLayout] reads it.
final class HistogramLayoutWriter {
  private static final int BIAS = HistogramLayout.THRESHOLD_EXPONENT_BIAS;

  /// Bounds up to this many thousandths are written as such.
  private static final long MAX_THOUSANDTHS = 33_554_430;

  private HistogramLayoutWriter() {}

  /// Whether two histograms can stand in one chunk.
  static boolean areSame(Histogram a, Histogram b) {
    return a.schema() == b.schema()
        && a.zeroThreshold() == b.zeroThreshold()
        && a.positiveSpans().equals(b.positiveSpans())
        && a.negativeSpans().equals(b.negativeSpans())
        && Arrays.equals(a.customBounds(), b.customBounds());
  }

  /// Writes what precedes the first histogram of a chunk: flags, then the layout.
  static void write(Histogram histogram, BitWriter out) {
    int flags =
        switch (histogram.resetHint()) {
          case UNKNOWN -> 0;
          case NOT_RESET -> HistogramLayout.NOT_RESET;
          case RESET -> HistogramLayout.RESET;
          case GAUGE -> HistogramLayout.GAUGE;
        };
    out.bits(flags, Byte.SIZE);
    writeZeroThreshold(histogram.zeroThreshold(), out);
    out.varbitInt(histogram.schema());
    writeSpans(histogram.positiveSpans(), out);
    writeSpans(histogram.negativeSpans(), out);
    if (histogram.usesCustomBuckets()) {
      out.varbitUint(histogram.customBounds().length);
      for (double bound : histogram.customBounds()) {
        writeBound(bound, out);
      }
    }
  }

  /// One byte where it is a power of two of the usual size.
  private static void writeZeroThreshold(double threshold, BitWriter out) {
    int exponent = Math.getExponent(threshold) + 1 + BIAS;
    boolean isPower = threshold == Math.scalb(0.5, exponent - BIAS);
    if (threshold == 0) {
      out.bits(0, Byte.SIZE);
    } else if (isPower && exponent > 0 && exponent < HistogramLayout.WHOLE_THRESHOLD) {
      out.bits(exponent, Byte.SIZE);
    } else {
      out.bits(HistogramLayout.WHOLE_THRESHOLD, Byte.SIZE);
      out.real(threshold);
    }
  }

  private static void writeSpans(List<Span> spans, BitWriter out) {
    out.varbitUint(spans.size());
    for (Span span : spans) {
      out.varbitUint(span.length());
      out.varbitInt(span.offset());
    }
  }

  private static void writeBound(double bound, BitWriter out) {
    long thousandths = Math.round(bound * 1000);
    if (thousandths >= 0 && thousandths <= MAX_THOUSANDTHS && thousandths / 1000.0 == bound) {
      out.varbitUint(thousandths + 1);
    } else {
      out.varbitUint(0);
      out.real(bound);
    }
  }
}
