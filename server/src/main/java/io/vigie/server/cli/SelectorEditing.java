package io.vigie.server.cli;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Changes the conditions of all selectors of a query, wherever they stand.
final class SelectorEditing {
  private SelectorEditing() {}

  /// Puts a condition in the place of those on the same label; adds it where there is none.
  static Expr set(Expr expr, LabelMatcher matcher) {
    return edit(expr, selector -> set(selector, matcher));
  }

  /// Takes away all conditions on a label.
  ///
  /// @throws IllegalArgumentException if a selector would be left that selects everything, which no
  ///   server answers to
  static Expr delete(Expr expr, String label) {
    return edit(expr, selector -> delete(selector, label));
  }

  private static Expr edit(Expr expr, UnaryOperator<Expr.VectorSelector> change) {
    return expr instanceof Expr.VectorSelector selector
        ? change.apply(selector)
        : Trees.mapChildren(expr, child -> edit(child, change));
  }

  private static Expr.VectorSelector set(Expr.VectorSelector selector, LabelMatcher matcher) {
    List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
    matchers.replaceAll(present -> present.name().equals(matcher.name()) ? matcher : present);
    if (!matchers.contains(matcher)) {
      matchers.addFirst(matcher);
    }
    return with(selector, matchers, matcher.name());
  }

  private static Expr.VectorSelector delete(Expr.VectorSelector selector, String label) {
    List<LabelMatcher> matchers =
        selector.matchers().stream().filter(matcher -> !matcher.name().equals(label)).toList();
    if (matchers.stream().allMatch(LabelMatcher::matchesAbsent)) {
      throw new IllegalArgumentException(
          "without its conditions on \"%s\", a selector would select every series"
              .formatted(label));
    }
    return with(selector, matchers, label);
  }

  /// A name that is changed no longer stands before the braces.
  private static Expr.VectorSelector with(
      Expr.VectorSelector selector, List<LabelMatcher> matchers, String changed) {
    String name = changed.equals(Labels.METRIC_NAME) ? "" : selector.metricName();
    return new Expr.VectorSelector(
        name, matchers, selector.edges(), selector.shift(), selector.span());
  }
}
