package io.vigie.tsdb.wal;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;

/// One thing said in the journal. Symbols and series are numbered anew in every segment, and said
/// before they are used, so that a segment is understood without any other.
public sealed interface WalRecord {
  /// A label name or value gets a number.
  record Symbol(int number, String text) implements WalRecord {}

  /// A series gets a number; its labels are given by symbols, alternating names and values.
  final class Series implements WalRecord {
    private final int number;
    private final int[] symbols;

    Series(int number, int[] symbols) {
      this.number = number;
      this.symbols = symbols;
    }

    public int number() {
      return number;
    }

    public int[] symbols() {
      return symbols;
    }
  }

  /// Float samples, in columns: a batch is one object, not thousands.
  final class Floats implements WalRecord {
    private final int[] series;
    private final long[] timestampsMillis;
    private final double[] values;
    private final long[] startTimestampsMillis;

    Floats(int[] series, long[] timestampsMillis, double[] values, long[] startTimestampsMillis) {
      this.series = series;
      this.timestampsMillis = timestampsMillis;
      this.values = values;
      this.startTimestampsMillis = startTimestampsMillis;
    }

    public int size() {
      return series.length;
    }

    /// Number of the series of a sample.
    public int series(int index) {
      return series[index];
    }

    public long timestampMillis(int index) {
      return timestampsMillis[index];
    }

    public double value(int index) {
      return values[index];
    }

    /// When the counter of a sample began, or 0.
    public long startTimestampMillis(int index) {
      return startTimestampsMillis.length == 0 ? 0 : startTimestampsMillis[index];
    }
  }

  /// A native histogram sample.
  ///
  /// @param startTimestampMillis when it began, or 0
  record HistogramSample(
      int series, long timestampMillis, Histogram histogram, long startTimestampMillis)
      implements WalRecord {}

  /// An exemplar of a series.
  record ExemplarRecord(int series, Exemplar exemplar) implements WalRecord {}
}
