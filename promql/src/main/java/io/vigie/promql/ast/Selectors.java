package io.vigie.promql.ast;

import io.vigie.model.metric.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/// Finds the selectors of a tree.
public final class Selectors {
  private Selectors() {}

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
    for (Expr child : Trees.children(expr)) {
      collect(child, into);
    }
  }

  /// The conditions of all selectors of a tree, from left to right.
  public static List<List<LabelMatcher>> matchers(Expr expr) {
    return in(expr).stream().map(Expr.VectorSelector::matchers).toList();
  }
}
