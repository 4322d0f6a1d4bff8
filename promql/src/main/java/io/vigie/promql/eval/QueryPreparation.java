package io.vigie.promql.eval;

import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.DurationException;
import io.vigie.promql.ast.DurationResolver;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;

/// Makes a tree independent of the query's start, end and step: `start()`, `end()`, `step()` and
/// `range()` become numbers, durations are computed, `@ start()` and `@ end()` become instants.
/// Parentheses around arguments are taken off.
final class QueryPreparation {
  private final long startMillis;
  private final long endMillis;
  private final long stepMillis;

  /// @param stepMillis 0 for a query of one instant
  QueryPreparation(long startMillis, long endMillis, long stepMillis) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.stepMillis = stepMillis;
  }

  /// @throws QueryException if a duration cannot be used
  Expr prepare(Expr expr) {
    try {
      return pin(new DurationResolver(stepMillis, endMillis - startMillis).resolve(expr));
    } catch (DurationException e) {
      throw QueryException.of(QueryException.Kind.BAD_DATA, e);
    }
  }

  private Expr pin(Expr expr) {
    Expr pinned = Trees.mapChildren(expr, this::pin);
    return switch (pinned) {
      case Expr.VectorSelector selector -> selector.withShift(pin(selector.shift()));
      case Expr.Subquery(Expr inner, var range, var step, TimeShift shift, Span span) ->
          new Expr.Subquery(inner, range, step, pin(shift), span);
      case Expr.Call call -> constant(call);
      case Expr.Aggregation(var operator, var grouping, var parameter, Expr inner, Span span) ->
          new Expr.Aggregation(
              operator,
              grouping,
              parameter.map(QueryPreparation::withoutParentheses),
              withoutParentheses(inner),
              span);
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.MatrixSelector _,
          Expr.Binary _,
          Expr.Unary _,
          Expr.Parenthesized _ ->
          pinned;
    };
  }

  private TimeShift pin(TimeShift shift) {
    return switch (shift.at()) {
      case AtModifier.Start _ -> shift.withAt(new AtModifier.Timestamp(startMillis));
      case AtModifier.End _ -> shift.withAt(new AtModifier.Timestamp(endMillis));
      case AtModifier.None _, AtModifier.Timestamp _ -> shift;
    };
  }

  /// The number that a call stands for throughout the query, or the call itself.
  private Expr constant(Expr.Call call) {
    return switch (call.function().name()) {
      case "start" -> number(startMillis / 1000.0, call.span());
      case "end" -> number(endMillis / 1000.0, call.span());
      case "range" -> number((endMillis - startMillis) / 1000.0, call.span());
      case "step" -> number(startMillis == endMillis ? 0 : stepMillis / 1000.0, call.span());
      default ->
          new Expr.Call(
              call.function(),
              call.arguments().stream().map(QueryPreparation::withoutParentheses).toList(),
              call.span());
    };
  }

  private static Expr number(double value, Span span) {
    return new Expr.NumberLiteral(value, false, span);
  }

  private static Expr withoutParentheses(Expr expr) {
    Expr inner = expr;
    while (inner instanceof Expr.Parenthesized parenthesized) {
      inner = parenthesized.inner();
    }
    return inner;
  }
}
