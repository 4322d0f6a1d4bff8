package io.vigie.promql.eval;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.ast.Grouping;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds out when a selector last had anything.
public final class LastSample {
  private LastSample() {}

  /// The time of the newest sample that matches, milliseconds since the epoch.
  ///
  /// @param lookBack how far back from `atMillis`
  /// @return nothing if there is none
  /// @throws QueryException if it cannot be found within the limits of queries
  public static OptionalLong millis(
      PromqlEngine engine,
      Expr.VectorSelector selector,
      long atMillis,
      Duration lookBack,
      QueryOptions options) {
    Expr latest = latest(selector, lookBack);
    return engine.instant(latest, Printer.print(latest), atMillis, options).value()
            instanceof Value.Vector(List<VectorElement> elements)
        ? elements.stream().mapToLong(element -> Math.round(element.value() * 1000)).max()
        : OptionalLong.empty();
  }

  private static Expr latest(Expr.VectorSelector selector, Duration lookBack) {
    var range = new DurationExpr.Literal(lookBack.toSeconds(), true, Span.NONE);
    Expr window = new Expr.MatrixSelector(selector, range, Span.NONE);
    var function = FunctionSignatures.find("ts_of_last_over_time").orElseThrow();
    return new Expr.Aggregation(
        AggregateOperator.MAX,
        new Grouping(false, List.of()),
        Optional.empty(),
        new Expr.Call(function, List.of(window), Span.NONE),
        Span.NONE);
  }
}
