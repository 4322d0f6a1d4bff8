package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.memtable.Symbols.Symbol;
import io.vigie.tsdb.wal.WalFrames;

/// Gives series and symbols their numbers in the journal segment being written, and says them there
/// before they are first used. Guarded by the lock of [Head].
final class JournalNames {
  private final SeriesTable table;
  private long segment = -1;
  private int seriesCount;
  private int symbolCount;

  JournalNames(SeriesTable table) {
    this.table = table;
  }

  /// Numbers said in another segment mean nothing in this one.
  void startIn(long writableSegment) {
    if (segment != writableSegment) {
      segment = writableSegment;
      seriesCount = 0;
      symbolCount = 0;
    }
  }

  /// The number of a series; said in the frame if it has none yet.
  int of(ActiveSeries series, WalFrames frames) {
    if (series.journalSegment != segment) {
      Labels labels = series.labels();
      int[] symbols = new int[labels.size() * 2];
      for (int i = 0; i < labels.size(); i++) {
        symbols[2 * i] = of(labels.name(i), frames);
        symbols[2 * i + 1] = of(labels.value(i), frames);
      }
      series.journalSegment = segment;
      series.journalNumber = seriesCount++;
      frames.series(series.journalNumber, symbols);
    }
    return series.journalNumber;
  }

  private int of(String text, WalFrames frames) {
    Symbol symbol = table.symbol(text);
    if (symbol.journalSegment != segment) {
      symbol.journalSegment = segment;
      symbol.journalNumber = symbolCount++;
      frames.symbol(symbol.journalNumber, symbol.text);
    }
    return symbol.journalNumber;
  }
}
