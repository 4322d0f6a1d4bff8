package io.vigie.promql.eval;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The stored series that a query looks at, all opened before the evaluation begins so that every
/// selector sees the same state, and closed together after it. Selectors that ask for the same
/// share a selection.
final class Selections implements AutoCloseable {
  private record Key(TimeRange range, List<LabelMatcher> matchers) {}

  private final MetricStore store;
  private final long lookbackMillis;
  private final long defaultSubqueryStepMillis;
  private final StepInvariance invariance;
  private final QueryLimits limits;
  private final Observer observer;
  private final Map<Key, Selection> byKey = new HashMap<>();
  private final IdentityHashMap<Expr.VectorSelector, Selection> bySelector =
      new IdentityHashMap<>();
  private final List<Selection> opened = new ArrayList<>();

  Selections(
      MetricStore store,
      long lookbackMillis,
      long defaultSubqueryStepMillis,
      StepInvariance invariance,
      QueryLimits limits,
      Observer observer) {
    this.store = store;
    this.lookbackMillis = lookbackMillis;
    this.defaultSubqueryStepMillis = defaultSubqueryStepMillis;
    this.invariance = invariance;
    this.limits = limits;
    this.observer = observer;
  }

  /// Opens what a tree selects when it is evaluated at these steps.
  void open(Expr expr, StepGrid grid) throws IOException {
    StepGrid steps = grid.steps() > 1 && invariance.evaluatesOnce(expr) ? grid.first() : grid;
    switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> {}
      case Expr.VectorSelector selector ->
          openSelector(
              selector,
              SelectorTimes.of(selector.shift(), steps)
                  .instantRange(lookbackMillis, selector.edges()));
      case Expr.MatrixSelector range -> openRange(range, steps);
      case Expr.Subquery subquery ->
          open(
              subquery.expr(),
              SelectorTimes.subqueryGrid(subquery, defaultSubqueryStepMillis, steps));
      case Expr.Binary binary -> {
        open(binary.left(), steps);
        open(binary.right(), steps);
      }
      case Expr.Unary unary -> open(unary.operand(), steps);
      case Expr.Parenthesized parenthesized -> open(parenthesized.inner(), steps);
      case Expr.Aggregation aggregation -> openAggregation(aggregation, steps);
      case Expr.Call call -> openCall(call, steps);
    }
  }

  private void openRange(Expr.MatrixSelector range, StepGrid grid) throws IOException {
    Expr.VectorSelector selector = range.selector();
    SelectorTimes times = SelectorTimes.of(selector.shift(), grid);
    openSelector(
        selector,
        times.windowRange(range.range().constantMillis(), lookbackMillis, selector.edges()));
  }

  private void openAggregation(Expr.Aggregation aggregation, StepGrid grid) throws IOException {
    if (aggregation.parameter().isPresent()) {
      open(aggregation.parameter().get(), grid);
    }
    open(aggregation.expr(), grid);
  }

  private void openCall(Expr.Call call, StepGrid grid) throws IOException {
    // The second argument of info() is no selector of its own: it says which labels are wanted.
    int count = call.function().name().equals("info") ? 1 : call.arguments().size();
    for (Expr argument : call.arguments().subList(0, count)) {
      open(argument, grid);
    }
  }

  private void openSelector(Expr.VectorSelector selector, TimeRange range) throws IOException {
    Selection selection = select(range, selector.matchers());
    bySelector.put(selector, selection);
    observer.selected(selector, range, selection.series().size());
  }

  private Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    limits.check();
    Key key = new Key(range, matchers);
    Selection known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Selection selection = store.select(range, matchers);
    opened.add(selection);
    byKey.put(key, selection);
    return selection;
  }

  /// The series of a selector that was opened.
  List<Series> series(Expr.VectorSelector selector) {
    Selection selection = bySelector.get(selector);
    if (selection == null) {
      throw new IllegalStateException("selector was not opened: " + selector);
    }
    return selection.series();
  }

  /// What is missing from the selections, each once.
  List<String> warnings() {
    return opened.stream().flatMap(selection -> selection.warnings().stream()).distinct().toList();
  }

  /// Series that turn out to be needed during the evaluation.
  List<Series> selectNow(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    return select(range, matchers).series();
  }

  @Override
  public void close() {
    opened.forEach(Selection::close);
  }
}
