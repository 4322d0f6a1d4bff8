package io.vigie.model.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples of one series in columns, ascending in time: what a [Series] fills and the query engine
/// computes on. Reused from series to series, so the arrays handed out are valid until the next
/// [#clear] or addition, and only their first [#size] elements mean anything. Not thread-safe.
public final class SampleBuffer {
  private static final Histogram[] NO_HISTOGRAMS = {};

  private long[] timestampsMillis;
  private double[] values;

  /// Parallel to the values once the first histogram came; a float sample has none.
  private @Nullable Histogram[] histograms = NO_HISTOGRAMS;

  /// Parallel to the values once the first start timestamp came; 0 is none.
  private long[] startTimestampsMillis = {};

  private int size;
  private int histogramCount;

  public SampleBuffer() {
    this(256);
  }

  public SampleBuffer(int capacity) {
    timestampsMillis = new long[capacity];
    values = new double[capacity];
  }

  /// Number of samples.
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// Timestamps, milliseconds since the epoch; the buffer's own array.
  public long[] timestampsMillis() {
    return timestampsMillis;
  }

  /// Float values; the buffer's own array. Meaningless where the sample is a histogram.
  public double[] values() {
    return values;
  }

  /// Whether any sample is a native histogram.
  public boolean hasHistograms() {
    return histogramCount > 0;
  }

  /// Whether every sample is a native histogram; true of an empty buffer only if it never saw one.
  public boolean hasOnlyHistograms() {
    return histogramCount == size;
  }

  public boolean isHistogram(int index) {
    return histogramCount > 0 && histograms[index] != null;
  }

  /// The histogram at an index for which [#isHistogram] is true.
  public Histogram histogram(int index) {
    Histogram histogram = histograms[index];
    if (histogram == null) {
      throw new IllegalArgumentException("sample " + index + " is a float");
    }
    return histogram;
  }

  /// Start timestamp of a sample, milliseconds since the epoch; 0 if it has none.
  public long startTimestampMillis(int index) {
    return index < startTimestampsMillis.length ? startTimestampsMillis[index] : 0;
  }

  public void add(long timestampMillis, double value) {
    ensureCapacity(size + 1);
    timestampsMillis[size] = timestampMillis;
    values[size] = value;
    size++;
  }

  public void add(long timestampMillis, Histogram histogram) {
    ensureCapacity(size + 1);
    if (histograms.length < timestampsMillis.length) {
      histograms = Arrays.copyOf(histograms, timestampsMillis.length);
    }
    timestampsMillis[size] = timestampMillis;
    values[size] = histogram.sum();
    histograms[size] = histogram;
    histogramCount++;
    size++;
  }

  /// Gives the sample added last its start timestamp.
  public void startTimestampOfLast(long startTimestampMillis) {
    if (startTimestampMillis != 0 && startTimestampsMillis.length < timestampsMillis.length) {
      startTimestampsMillis = Arrays.copyOf(startTimestampsMillis, timestampsMillis.length);
    }
    if (size - 1 < startTimestampsMillis.length) {
      startTimestampsMillis[size - 1] = startTimestampMillis;
    }
  }

  /// Makes room for so many float samples and lets the caller write them straight into the arrays:
  /// fill positions `size()` to `size() + count - 1` of [#timestampsMillis] and [#values], then
  /// call [#advance].
  public void reserve(int count) {
    ensureCapacity(size + count);
  }

  /// Takes `count` float samples, written after [#reserve], into the buffer.
  public void advance(int count) {
    size += count;
  }

  public void clear() {
    if (histogramCount > 0) {
      Arrays.fill(histograms, 0, Math.min(size, histograms.length), null);
      histogramCount = 0;
    }
    if (startTimestampsMillis.length > 0) {
      Arrays.fill(startTimestampsMillis, 0, Math.min(size, startTimestampsMillis.length), 0);
    }
    size = 0;
  }

  private void ensureCapacity(int wanted) {
    if (wanted <= timestampsMillis.length) {
      return;
    }
    int capacity = Math.max(wanted, timestampsMillis.length * 2);
    timestampsMillis = Arrays.copyOf(timestampsMillis, capacity);
    values = Arrays.copyOf(values, capacity);
    if (histograms.length > 0) {
      histograms = Arrays.copyOf(histograms, capacity);
    }
    if (startTimestampsMillis.length > 0) {
      startTimestampsMillis = Arrays.copyOf(startTimestampsMillis, capacity);
    }
  }
}
