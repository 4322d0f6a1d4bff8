package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.memtable.Batch.PendingExemplar;
import io.vigie.tsdb.wal.Wal;
import io.vigie.tsdb.wal.WalRecord;
import io.vigie.tsdb.wal.WalReplay;
import io.vigie.tsdb.wal.WalReplay.SegmentReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rebuilds the head from the journal, before anybody else knows it.
public final class Recovery {
  private final Head head;
  private final SeriesTable table;
  private final List<SegmentReport> reports = new ArrayList<>();
  private long samples;
  private long samplesOfUnknownSeries;

  /// Numbers of one segment; those that a damaged frame took with it are missing.
  private final List<@Nullable String> symbols = new ArrayList<>();

  private final List<@Nullable ActiveSeries> series = new ArrayList<>();

  public Recovery(Head head, SeriesTable table) {
    this.head = head;
    this.table = table;
  }

  /// Replays segments, oldest first.
  public void replay(List<Path> segments) throws IOException {
    for (Path segment : segments) {
      symbols.clear();
      series.clear();
      reports.add(WalReplay.read(segment, batch -> apply(batch, Wal.number(segment))));
    }
  }

  /// What became of each segment.
  public List<SegmentReport> reports() {
    return reports;
  }

  /// Samples read.
  public long samples() {
    return samples;
  }

  /// Samples left out because their series was declared in a damaged part of the journal.
  public long samplesOfUnknownSeries() {
    return samplesOfUnknownSeries;
  }

  private void apply(List<WalRecord> batch, long segment) {
    for (WalRecord record : batch) {
      apply(record);
    }
    head.publishReplayed();
    if (head.isActiveFull()) {
      // Later batches of this segment go to the next memtable, so only those before are covered.
      head.sealCovering(segment - 1);
    }
  }

  private void apply(WalRecord record) {
    switch (record) {
      case WalRecord.Symbol(int number, String text) -> put(symbols, number, text);
      case WalRecord.Series declared -> declare(declared);
      case WalRecord.Floats floats -> insert(floats);
      case WalRecord.HistogramSample sample -> {
        ActiveSeries of = known(sample.series());
        if (of != null) {
          head.insert(
              of,
              sample.timestampMillis(),
              sample.histogram().sum(),
              sample.histogram(),
              sample.startTimestampMillis());
        }
      }
      case WalRecord.ExemplarRecord(int number, var exemplar) -> {
        ActiveSeries of = number < series.size() ? series.get(number) : null;
        if (of != null) {
          head.insertExemplar(new PendingExemplar(of, exemplar));
        }
      }
    }
  }

  private void insert(WalRecord.Floats floats) {
    for (int i = 0; i < floats.size(); i++) {
      ActiveSeries of = known(floats.series(i));
      if (of != null) {
        head.insert(
            of, floats.timestampMillis(i), floats.value(i), null, floats.startTimestampMillis(i));
      }
    }
  }

  private @Nullable ActiveSeries known(int number) {
    ActiveSeries of = number >= 0 && number < series.size() ? series.get(number) : null;
    if (of == null) {
      samplesOfUnknownSeries++;
    } else {
      samples++;
    }
    return of;
  }

  private void declare(WalRecord.Series declared) {
    int[] numbers = declared.symbols();
    String[] pairs = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      String text = get(symbols, numbers[i]);
      if (text == null) {
        return;
      }
      pairs[i] = text;
    }
    put(series, declared.number(), table.revive(Labels.ofSortedPairs(pairs)));
  }

  private static <T> @Nullable T get(List<@Nullable T> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  /// Numbers are given one after the other, so that a gap is at most what a damaged frame held.
  private static <T> void put(List<@Nullable T> list, int index, T value) {
    if (index > list.size() + MAX_GAP) {
      return;
    }
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value);
  }

  private static final int MAX_GAP = 10_000_000;
}
