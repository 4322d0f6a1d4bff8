package io.vigie.promql.eval;

import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.value.StepGrid;

/// When selectors look, given the steps they are evaluated at. All times are milliseconds.
///
/// @param firstMillis the reference time of the first step
/// @param stepMillis how much later that of each next step is; 0 if `@` pins it
/// @param lastMillis the reference time of the last step
record SelectorTimes(long firstMillis, long stepMillis, long lastMillis) {
  static SelectorTimes of(TimeShift shift, StepGrid grid) {
    long offset = shift.offsetMillis();
    if (shift.at() instanceof AtModifier.Timestamp(long millis)) {
      return new SelectorTimes(millis - offset, 0, millis - offset);
    }
    return new SelectorTimes(
        grid.startMillis() - offset, grid.stepMillis(), grid.endMillis() - offset);
  }

  long millis(int step) {
    return firstMillis + step * stepMillis;
  }

  /// What an instant selector has to read: a sample may be older than its step by less than the
  /// look-back delta.
  TimeRange instantRange(long lookbackMillis, RangeEdges edges) {
    return range(
        firstMillis - lookbackMillis + 1,
        edges == RangeEdges.SMOOTHED ? lastMillis + lookbackMillis : lastMillis);
  }

  /// What a range selector has to read: windows exclude their start.
  TimeRange windowRange(long rangeMillis, long lookbackMillis, RangeEdges edges) {
    long before = edges == RangeEdges.PLAIN ? rangeMillis : rangeMillis + lookbackMillis;
    long after = edges == RangeEdges.SMOOTHED ? lookbackMillis : 0;
    return range(firstMillis - before + 1, lastMillis + after);
  }

  private static TimeRange range(long minMillis, long maxMillis) {
    return new TimeRange(Math.min(minMillis, maxMillis), maxMillis);
  }

  /// The steps at which the inside of a subquery is evaluated: multiples of its own step that lie
  /// in the windows of the outer steps.
  static StepGrid subqueryGrid(Expr.Subquery subquery, long defaultStepMillis, StepGrid outer) {
    SelectorTimes times = of(subquery.shift(), outer);
    long step =
        subquery.step().isPresent() ? subquery.step().get().constantMillis() : defaultStepMillis;
    long afterMillis = times.firstMillis - subquery.range().constantMillis();
    long start = step * Math.floorDiv(afterMillis, step) + step;
    return StepGrid.between(start, times.lastMillis, step);
  }
}
