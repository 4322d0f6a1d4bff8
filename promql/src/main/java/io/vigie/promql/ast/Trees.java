package io.vigie.promql.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Walks over trees and changes them, whatever the nodes are.
public final class Trees {
  private Trees() {}

  /// The direct parts of a node, the expression of an aggregation before its parameter.
  public static List<Expr> children(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.VectorSelector _ -> List.of();
      case Expr.MatrixSelector matrix -> List.of(matrix.selector());
      case Expr.Subquery subquery -> List.of(subquery.expr());
      case Expr.Binary binary -> List.of(binary.left(), binary.right());
      case Expr.Unary unary -> List.of(unary.operand());
      case Expr.Parenthesized(Expr inner, _) -> List.of(inner);
      case Expr.Aggregation aggregation ->
          aggregation
              .parameter()
              .map(parameter -> List.of(aggregation.expr(), parameter))
              .orElse(List.of(aggregation.expr()));
      case Expr.Call call -> call.arguments();
    };
  }

  /// The same node with other parts. The place of nodes is kept.
  ///
  /// @param change gives for each direct part the one that takes its place. The selector of a range
  ///   must become a selector again
  public static Expr mapChildren(Expr expr, UnaryOperator<Expr> change) {
    return switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.VectorSelector _ -> expr;
      case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, Span span) ->
          new Expr.MatrixSelector((Expr.VectorSelector) change.apply(selector), range, span);
      case Expr.Subquery(Expr inner, var range, var step, var shift, Span span) ->
          new Expr.Subquery(change.apply(inner), range, step, shift, span);
      case Expr.Binary(
              var operator,
              Expr left,
              Expr right,
              boolean bool,
              var matching,
              Span span) ->
          new Expr.Binary(operator, change.apply(left), change.apply(right), bool, matching, span);
      case Expr.Unary(boolean negative, Expr operand, Span span) ->
          new Expr.Unary(negative, change.apply(operand), span);
      case Expr.Parenthesized(Expr inner, Span span) ->
          new Expr.Parenthesized(change.apply(inner), span);
      case Expr.Aggregation(var operator, var grouping, var parameter, Expr inner, Span span) ->
          new Expr.Aggregation(
              operator, grouping, changed(parameter, change), change.apply(inner), span);
      case Expr.Call(var function, List<Expr> arguments, Span span) ->
          new Expr.Call(function, changed(arguments, change), span);
    };
  }

  /// A loop rather than a stream: trees may be deep, and a stream takes many frames a level.
  private static List<Expr> changed(List<Expr> exprs, UnaryOperator<Expr> change) {
    List<Expr> changed = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      changed.add(change.apply(expr));
    }
    return changed;
  }

  private static Optional<Expr> changed(Optional<Expr> expr, UnaryOperator<Expr> change) {
    return expr.isPresent() ? Optional.of(change.apply(expr.get())) : expr;
  }
}
