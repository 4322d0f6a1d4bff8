package io.vigie.promql.ast;

import io.vigie.model.metric.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/// Walks over trees.
public final class Selectors {
  private Selectors() {}

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

  /// All selectors of a tree, from left to right.
  public static List<Expr.VectorSelector> in(Expr expr) {
    List<Expr.VectorSelector> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, List<Expr.VectorSelector> into) {
    if (expr instanceof Expr.VectorSelector selector) {
      into.add(selector);
    }
    children(expr).forEach(child -> collect(child, into));
  }

  /// The conditions of all selectors of a tree, from left to right.
  public static List<List<LabelMatcher>> matchers(Expr expr) {
    return in(expr).stream().map(Expr.VectorSelector::matchers).toList();
  }
}
