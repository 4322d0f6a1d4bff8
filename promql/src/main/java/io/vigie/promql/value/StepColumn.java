package io.vigie.promql.value;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Staleness;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The samples of one series at every step of a [StepGrid]: a float, a histogram, or nothing.
///
/// Nothing is said by [#MISSING] in the place of the value, the stale marker, which is a NaN that
/// no computation yields and no selector lets through; so presence needs no array of its own. Not
/// thread-safe while it is filled.
public final class StepColumn {
  /// In the place of a value: no sample at this step. Compare with [#isMissing].
  public static final double MISSING = Staleness.MARKER;

  private static final Histogram[] NO_HISTOGRAMS = {};

  private final double[] values;

  /// Empty if no sample is a histogram, otherwise parallel to the values, null where none is.
  private @Nullable Histogram[] histograms = NO_HISTOGRAMS;

  private StepColumn(double[] values) {
    this.values = values;
  }

  /// A column without samples.
  public static StepColumn missing(int steps) {
    double[] values = new double[steps];
    Arrays.fill(values, MISSING);
    return new StepColumn(values);
  }

  /// A column of floats over an array that the caller gives away.
  public static StepColumn of(double[] values) {
    return new StepColumn(values);
  }

  public static boolean isMissing(double value) {
    return Staleness.isMarker(value);
  }

  public int steps() {
    return values.length;
  }

  /// The values themselves, [#MISSING] where there is no sample, meaningless where a histogram is.
  public double[] values() {
    return values;
  }

  public double value(int step) {
    return values[step];
  }

  public boolean isPresent(int step) {
    return !Staleness.isMarker(values[step]);
  }

  public boolean isHistogram(int step) {
    return histograms.length > 0 && histograms[step] != null;
  }

  public boolean hasHistograms() {
    return histograms.length > 0;
  }

  /// The histogram at a step, or null if the sample is a float or missing.
  public @Nullable Histogram histogramOrNull(int step) {
    return histograms.length == 0 ? null : histograms[step];
  }

  public void set(int step, double value) {
    values[step] = value;
    if (histograms.length > 0) {
      histograms[step] = null;
    }
  }

  public void set(int step, Histogram histogram) {
    if (histograms.length == 0) {
      histograms = new Histogram[values.length];
    }
    values[step] = 0;
    histograms[step] = histogram;
  }

  public void remove(int step) {
    set(step, MISSING);
  }

  /// Takes over the sample of another column at a step, or its absence.
  public void copy(int step, StepColumn from, int fromStep) {
    Histogram histogram = from.histogramOrNull(fromStep);
    if (histogram != null) {
      set(step, histogram);
    } else {
      set(step, from.values[fromStep]);
    }
  }

  /// Whether there is no sample at all.
  public boolean isEmpty() {
    for (double value : values) {
      if (!Staleness.isMarker(value)) {
        return false;
      }
    }
    return true;
  }

  /// Number of samples, a histogram counted as the floats that would fit into its place.
  public long sampleCount() {
    long count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Staleness.isMarker(values[i])) {
        Histogram histogram = histogramOrNull(i);
        count += histogram == null ? 1 : HistogramSize.samples(histogram);
      }
    }
    return count;
  }

  /// Bytes that the column takes in memory.
  public long sizeBytes() {
    long bytes = 64 + 8L * values.length;
    for (Histogram histogram : histograms) {
      bytes += histogram == null ? 8 : 8 + HistogramSize.bytes(histogram);
    }
    return bytes;
  }

  /// This column's first sample at each of so many steps.
  public StepColumn repeated(int steps) {
    StepColumn repeated = missing(steps);
    for (int i = 0; i < steps; i++) {
      repeated.copy(i, this, 0);
    }
    return repeated;
  }
}
