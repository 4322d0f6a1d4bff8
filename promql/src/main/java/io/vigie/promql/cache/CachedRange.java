package io.vigie.promql.cache;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range query's answer at every step, with the remarks on it, and the version of the store that
/// it came from. Immutable.
final class CachedRange {
  /// One series, which has a sample at some step.
  private record Row(Labels labels, StepColumn column) {}

  /// Some of the steps of an answer.
  record Part(CachedRange range, int first, int endExclusive) {
    /// All steps.
    static Part of(CachedRange range) {
      return new Part(range, 0, range.grid.steps());
    }

    private int steps() {
      return endExclusive - first;
    }

    private Labels labels(int row) {
      return range.rows.get(row).labels;
    }

    private void copy(int row, StepColumn into, int at) {
      StepColumn from = range.rows.get(row).column;
      if (!from.hasHistograms() && !into.hasHistograms()) {
        System.arraycopy(from.values(), first, into.values(), at, steps());
        return;
      }
      for (int i = 0; i < steps(); i++) {
        into.copy(at + i, from, first + i);
      }
    }
  }

  /// Labels are mostly those that the store has anyway; this is for when they are not.
  private static final long SERIES_BYTES = 256;

  private final StepGrid grid;
  private final List<Row> rows;
  private final Stretches stretches;
  private final long storeVersion;
  private final long sizeBytes;

  /// @param rows ascending by labels
  private CachedRange(StepGrid grid, List<Row> rows, Stretches stretches, long storeVersion) {
    this.grid = grid;
    this.rows = rows;
    this.stretches = stretches;
    this.storeVersion = storeVersion;
    long bytes = stretches.sizeBytes();
    for (Row row : rows) {
      bytes += SERIES_BYTES + row.column.sizeBytes();
    }
    this.sizeBytes = bytes;
  }

  /// Nothing yet, at the first step of a grid.
  static CachedRange empty(StepGrid grid) {
    StepGrid none = new StepGrid(grid.startMillis(), grid.stepMillis(), 0);
    return new CachedRange(none, List.of(), Stretches.NONE, 0);
  }

  /// What was computed at once.
  ///
  /// @param series ascending by labels
  static CachedRange of(
      StepGrid grid, List<MatrixSeries> series, Remarks remarks, long storeVersion) {
    List<Row> rows = new ArrayList<>(series.size());
    for (MatrixSeries one : series) {
      rows.add(new Row(one.labels(), column(one, grid)));
    }
    return new CachedRange(grid, rows, Stretches.of(grid.steps(), remarks), storeVersion);
  }

  private static StepColumn column(MatrixSeries series, StepGrid grid) {
    StepColumn column = StepColumn.missing(grid.steps());
    for (int i = 0; i < series.size(); i++) {
      int step = (int) ((series.timestampMillis(i) - grid.startMillis()) / grid.stepMillis());
      if (series.isHistogram(i)) {
        column.set(step, series.histogram(i));
      } else {
        column.set(step, series.value(i));
      }
    }
    return column;
  }

  /// Parts that follow one another, as one.
  ///
  /// @param parts at least one, each beginning where the one before ends
  /// @param storeVersion the oldest that any of them came from
  static CachedRange join(List<Part> parts, long storeVersion) {
    Part start = parts.getFirst();
    int steps = parts.stream().mapToInt(Part::steps).sum();
    StepGrid grid =
        new StepGrid(
            start.range.grid.timestampMillis(start.first), start.range.grid.stepMillis(), steps);
    Stretches stretches = Stretches.NONE;
    for (Part part : parts) {
      stretches = stretches.followedBy(part.range.stretches.slice(part.first, part.endExclusive));
    }
    return new CachedRange(grid, joinRows(parts, steps), stretches, storeVersion);
  }

  private static List<Row> joinRows(List<Part> parts, int steps) {
    List<Row> joined = new ArrayList<>();
    int[] next = new int[parts.size()];
    for (Labels labels = lowest(parts, next); labels != null; labels = lowest(parts, next)) {
      StepColumn column = StepColumn.missing(steps);
      int at = 0;
      for (int i = 0; i < next.length; i++) {
        Part part = parts.get(i);
        if (next[i] < part.range.rows.size() && part.labels(next[i]).equals(labels)) {
          part.copy(next[i]++, column, at);
        }
        at += part.steps();
      }
      if (!column.isEmpty()) {
        joined.add(new Row(labels, column));
      }
    }
    return joined;
  }

  /// The lowest labels of the rows that come next; null if there are no more.
  private static @Nullable Labels lowest(List<Part> parts, int[] next) {
    Labels lowest = null;
    for (int i = 0; i < next.length; i++) {
      Part part = parts.get(i);
      if (next[i] < part.range.rows.size()) {
        Labels labels = part.labels(next[i]);
        lowest = lowest == null || labels.compareTo(lowest) < 0 ? labels : lowest;
      }
    }
    return lowest;
  }

  StepGrid grid() {
    return grid;
  }

  Stretches stretches() {
    return stretches;
  }

  long storeVersion() {
    return storeVersion;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /// The answer to some of the steps, ascending by labels.
  List<MatrixSeries> slice(int first, int endExclusive) {
    List<MatrixSeries> series = new ArrayList<>(rows.size());
    for (Row row : rows) {
      MatrixSeries slice = slice(row, first, endExclusive);
      if (slice.size() > 0) {
        series.add(slice);
      }
    }
    return series;
  }

  private MatrixSeries slice(Row row, int first, int endExclusive) {
    StepColumn column = row.column;
    long[] timestamps = new long[endExclusive - first];
    double[] values = new double[timestamps.length];
    @Nullable Histogram[] histograms =
        new Histogram[hasHistograms(column, first, endExclusive) ? timestamps.length : 0];
    int size = 0;
    for (int step = first; step < endExclusive; step++) {
      if (column.isPresent(step)) {
        timestamps[size] = grid.timestampMillis(step);
        values[size] = column.value(step);
        if (histograms.length > 0) {
          histograms[size] = column.histogramOrNull(step);
        }
        size++;
      }
    }
    return size == values.length
        ? MatrixSeries.of(row.labels, timestamps, values, histograms)
        : MatrixSeries.of(
            row.labels,
            Arrays.copyOf(timestamps, size),
            Arrays.copyOf(values, size),
            Arrays.copyOf(histograms, Math.min(size, histograms.length)));
  }

  private static boolean hasHistograms(StepColumn column, int first, int endExclusive) {
    boolean found = false;
    for (int step = first; column.hasHistograms() && !found && step < endExclusive; step++) {
      found = column.isHistogram(step);
    }
    return found;
  }
}
