package io.vigie.promql.eval;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Trees;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Finds the selectors of whose histograms only count and sum matter in the end, because
/// `histogram_count`, `histogram_sum` or `histogram_avg` is around them and nothing that needs
/// buckets: their buckets are not carried along.
///
/// A subquery needs the buckets, to detect resets between its steps.
final class StatisticsSelectors {
  private static final Set<String> STATISTICS =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");
  private static final Set<String> NEED_BUCKETS =
      Set.of("histogram_quantile", "histogram_quantiles", "histogram_fraction");

  private final Set<Expr> found = Collections.newSetFromMap(new IdentityHashMap<>());

  StatisticsSelectors(Expr expr) {
    search(expr, false);
  }

  boolean contains(Expr.VectorSelector selector) {
    return found.contains(selector);
  }

  private void search(Expr expr, boolean inside) {
    boolean nowInside = inside;
    switch (expr) {
      case Expr.VectorSelector _ -> {
        if (inside) {
          found.add(expr);
        }
      }
      case Expr.Subquery _ -> {
        return;
      }
      case Expr.Binary binary -> {
        if (binary.operator().kind() == BinaryOperator.Kind.TRIM) {
          return;
        }
      }
      case Expr.Call call -> {
        if (NEED_BUCKETS.contains(call.function().name())) {
          return;
        }
        nowInside |= STATISTICS.contains(call.function().name());
      }
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.MatrixSelector _,
          Expr.Unary _,
          Expr.Parenthesized _,
          Expr.Aggregation _ -> {}
    }
    for (Expr child : Trees.children(expr)) {
      search(child, nowInside);
    }
  }
}
