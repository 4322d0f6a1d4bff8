package io.vigie.promql.value;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One series of a [Value.Matrix] in columns, ascending in time. A sample is a float or a native
/// histogram. Immutable and thread-safe.
public final class MatrixSeries {
  private static final Histogram[] NO_HISTOGRAMS = {};

  private final Labels labels;
  private final long[] timestampsMillis;
  private final double[] values;

  /// Empty if all samples are floats, otherwise parallel to the values; null where a float is.
  private final @Nullable Histogram[] histograms;

  private MatrixSeries(
      Labels labels, long[] timestampsMillis, double[] values, @Nullable Histogram[] histograms) {
    this.labels = labels;
    this.timestampsMillis = timestampsMillis;
    this.values = values;
    this.histograms = histograms;
  }

  /// A series of floats over arrays that the caller gives away.
  ///
  /// @throws IllegalArgumentException if the arrays differ in length
  public static MatrixSeries of(Labels labels, long[] timestampsMillis, double[] values) {
    return of(labels, timestampsMillis, values, NO_HISTOGRAMS);
  }

  /// A series over arrays that the caller gives away.
  ///
  /// @param histograms empty, or as long as the values; a histogram at an index takes the place of
  ///   the float
  /// @throws IllegalArgumentException if the arrays differ in length
  public static MatrixSeries of(
      Labels labels, long[] timestampsMillis, double[] values, @Nullable Histogram[] histograms) {
    if (values.length != timestampsMillis.length
        || (histograms.length != 0 && histograms.length != values.length)) {
      throw new IllegalArgumentException("columns of " + labels + " differ in length");
    }
    return new MatrixSeries(labels, timestampsMillis, values, histograms);
  }

  public Labels labels() {
    return labels;
  }

  /// The same samples under other labels.
  public MatrixSeries withLabels(Labels otherLabels) {
    return new MatrixSeries(otherLabels, timestampsMillis, values, histograms);
  }

  /// Number of samples, floats and histograms together.
  public int size() {
    return values.length;
  }

  /// Timestamp of a sample, milliseconds since the epoch.
  public long timestampMillis(int index) {
    return timestampsMillis[index];
  }

  /// Value of a float sample; meaningless for a histogram.
  public double value(int index) {
    return values[index];
  }

  public boolean isHistogram(int index) {
    return histograms.length > 0 && histograms[index] != null;
  }

  public boolean hasHistograms() {
    return histograms.length > 0;
  }

  /// The histogram at an index for which [#isHistogram] is true.
  ///
  /// @throws IllegalArgumentException if the sample is a float
  public Histogram histogram(int index) {
    Histogram histogram = histograms[index];
    if (histogram == null) {
      throw new IllegalArgumentException("sample " + index + " of " + labels + " is a float");
    }
    return histogram;
  }

  /// Equal labels, timestamps, values (by their bits) and histograms.
  @Override
  public boolean equals(Object other) {
    return other instanceof MatrixSeries series
        && labels.equals(series.labels)
        && Arrays.equals(timestampsMillis, series.timestampsMillis)
        && Arrays.equals(values, series.values)
        && Arrays.equals(histograms, series.histograms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, Arrays.hashCode(timestampsMillis));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(labels.toString());
    for (int i = 0; i < values.length; i++) {
      text.append(' ').append(isHistogram(i) ? histogram(i) : (Object) values[i]);
      text.append(" @").append(timestampsMillis[i]);
    }
    return text.toString();
  }
}
