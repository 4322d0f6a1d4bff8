package io.vigie.promql.cache;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The floats of a range query's answer at every step, and the version of the store that they came
/// from. Immutable.
final class CachedRange {
  /// One series; [StepColumn#MISSING] where there is no sample.
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Row(Labels labels, double[] values) {
    boolean isEmpty() {
      for (double value : values) {
        if (!StepColumn.isMissing(value)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Labels are mostly those that the store has anyway; this is for when they are not.
  private static final long SERIES_BYTES = 256;

  private final StepGrid grid;
  private final List<Row> rows;
  private final Set<String> infos;
  private final long storeVersion;

  /// @param rows ascending by labels
  private CachedRange(StepGrid grid, List<Row> rows, Set<String> infos, long storeVersion) {
    this.grid = grid;
    this.rows = rows;
    this.infos = infos;
    this.storeVersion = storeVersion;
  }

  /// Nothing yet, at the first step of a grid.
  static CachedRange empty(StepGrid grid) {
    return new CachedRange(
        new StepGrid(grid.startMillis(), grid.stepMillis(), 0), List.of(), Set.of(), 0);
  }

  StepGrid grid() {
    return grid;
  }

  Set<String> infos() {
    return infos;
  }

  long storeVersion() {
    return storeVersion;
  }

  long sizeBytes() {
    return rows.size() * (SERIES_BYTES + 8L * grid.steps());
  }

  /// The steps from `first` to `endExclusive` of this, followed by an answer to the steps after
  /// them.
  ///
  /// @param next ascending by labels, floats only
  /// @param steps how many steps `next` covers
  CachedRange followedBy(
      int first,
      int endExclusive,
      List<MatrixSeries> next,
      int steps,
      Set<String> nextInfos,
      long nextVersion) {
    int kept = endExclusive - first;
    StepGrid joined = new StepGrid(grid.timestampMillis(first), grid.stepMillis(), kept + steps);
    List<Row> joinedRows = new ArrayList<>(Math.max(rows.size(), next.size()));
    int left = 0;
    int right = 0;
    while (left < rows.size() || right < next.size()) {
      int order =
          left == rows.size()
              ? 1
              : right == next.size()
                  ? -1
                  : rows.get(left).labels.compareTo(next.get(right).labels());
      double[] values = StepColumn.missing(joined.steps()).values();
      Labels labels = order <= 0 ? rows.get(left).labels : next.get(right).labels();
      if (order <= 0) {
        System.arraycopy(rows.get(left++).values, first, values, 0, kept);
      }
      if (order >= 0) {
        put(next.get(right++), joined, values);
      }
      Row row = new Row(labels, values);
      if (!row.isEmpty()) {
        joinedRows.add(row);
      }
    }
    Set<String> joinedInfos = new TreeSet<>(nextInfos);
    joinedInfos.addAll(kept > 0 ? infos : Set.of());
    return new CachedRange(joined, joinedRows, joinedInfos, nextVersion);
  }

  private static void put(MatrixSeries series, StepGrid grid, double[] values) {
    for (int i = 0; i < series.size(); i++) {
      long step = (series.timestampMillis(i) - grid.startMillis()) / grid.stepMillis();
      values[(int) step] = series.value(i);
    }
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
    long[] timestamps = new long[endExclusive - first];
    double[] values = new double[timestamps.length];
    int size = 0;
    for (int step = first; step < endExclusive; step++) {
      if (!StepColumn.isMissing(row.values[step])) {
        timestamps[size] = grid.timestampMillis(step);
        values[size] = row.values[step];
        size++;
      }
    }
    return size == values.length
        ? MatrixSeries.of(row.labels, timestamps, values)
        : MatrixSeries.of(row.labels, Arrays.copyOf(timestamps, size), Arrays.copyOf(values, size));
  }
}
