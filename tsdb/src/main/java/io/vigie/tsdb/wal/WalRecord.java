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

  /// A float sample.
  ///
  /// @param startTimestampMillis when its counter began, or 0
  record FloatSample(int series, long timestampMillis, double value, long startTimestampMillis)
      implements WalRecord {}

  /// A native histogram sample.
  ///
  /// @param startTimestampMillis when it began, or 0
  record HistogramSample(
      int series, long timestampMillis, Histogram histogram, long startTimestampMillis)
      implements WalRecord {}

  /// An exemplar of a series.
  record ExemplarRecord(int series, Exemplar exemplar) implements WalRecord {}
}
