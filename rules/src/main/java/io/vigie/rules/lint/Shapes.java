package io.vigie.rules.lint;

import io.vigie.config.yaml.Durations;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Questions that several checks ask of a tree.
final class Shapes {
  static final Set<String> RATES = Set.of("rate", "irate", "increase");
  private static final Set<BinaryOperator> COMPARISONS =
      Set.of(
          BinaryOperator.EQUAL,
          BinaryOperator.NOT_EQUAL,
          BinaryOperator.GREATER,
          BinaryOperator.GREATER_OR_EQUAL,
          BinaryOperator.LESS,
          BinaryOperator.LESS_OR_EQUAL);

  private Shapes() {}

  /// A comparison of a vector with a number, the vector on the left.
  record Comparison(Expr.Binary node, Expr vector, double threshold) {
    boolean is(BinaryOperator operator) {
      return node.operator() == operator;
    }

    boolean isAbove() {
      return is(BinaryOperator.GREATER) || is(BinaryOperator.GREATER_OR_EQUAL);
    }
  }

  /// All nodes, parents first.
  static List<Expr> nodes(Expr root) {
    List<Expr> nodes = new ArrayList<>();
    collect(root, nodes);
    return nodes;
  }

  private static void collect(Expr expr, List<Expr> into) {
    into.add(expr);
    for (Expr child : Trees.children(expr)) {
      collect(child, into);
    }
  }

  static List<Comparison> comparisons(Expr root) {
    return nodes(root).stream()
        .filter(Expr.Binary.class::isInstance)
        .map(Expr.Binary.class::cast)
        .filter(binary -> COMPARISONS.contains(binary.operator()))
        .flatMap(binary -> comparison(binary).stream())
        .toList();
  }

  private static Optional<Comparison> comparison(Expr.Binary binary) {
    OptionalDouble threshold = number(binary.right());
    return threshold.isPresent() && number(binary.left()).isEmpty()
        ? Optional.of(new Comparison(binary, bare(binary.left()), threshold.getAsDouble()))
        : Optional.empty();
  }

  /// Without parentheses around it.
  static Expr bare(Expr expr) {
    Expr inner = expr;
    while (inner instanceof Expr.Parenthesized(Expr within, _)) {
      inner = within;
    }
    return inner;
  }

  /// The value of a constant expression.
  static OptionalDouble number(Expr expr) {
    return switch (bare(expr)) {
      case Expr.NumberLiteral number -> OptionalDouble.of(number.value());
      case Expr.Unary(boolean negative, Expr operand, _) -> {
        OptionalDouble value = number(operand);
        yield negative && value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
      }
      case Expr.Binary binary -> product(binary);
      case Expr.StringLiteral _,
          Expr.VectorSelector _,
          Expr.MatrixSelector _,
          Expr.Subquery _,
          Expr.Parenthesized _,
          Expr.Aggregation _,
          Expr.Call _ ->
          OptionalDouble.empty();
    };
  }

  private static OptionalDouble product(Expr.Binary binary) {
    OptionalDouble left = number(binary.left());
    OptionalDouble right = number(binary.right());
    return binary.operator() == BinaryOperator.MULTIPLY && left.isPresent() && right.isPresent()
        ? OptionalDouble.of(left.getAsDouble() * right.getAsDouble())
        : OptionalDouble.empty();
  }

  /// The selector that an expression looks at without losing a label: itself, or that of a rate.
  static Optional<Expr.VectorSelector> labelledSelector(Expr expr) {
    return switch (bare(expr)) {
      case Expr.VectorSelector selector -> Optional.of(selector);
      case Expr.Call call -> rated(call);
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.MatrixSelector _,
          Expr.Subquery _,
          Expr.Binary _,
          Expr.Unary _,
          Expr.Parenthesized _,
          Expr.Aggregation _ ->
          Optional.empty();
    };
  }

  /// The selector of `rate(x[5m])` and its like.
  static Optional<Expr.VectorSelector> rated(Expr expr) {
    return bare(expr) instanceof Expr.Call call
            && RATES.contains(call.function().name())
            && call.arguments().getFirst() instanceof Expr.MatrixSelector matrix
        ? Optional.of(matrix.selector())
        : Optional.empty();
  }

  /// The samples of a selector over some time, as text.
  static String range(Expr.VectorSelector selector, String duration) {
    return Printer.print(window(selector, duration));
  }

  private static Expr window(Expr.VectorSelector selector, String duration) {
    double seconds = Durations.parse(duration).toSeconds();
    return new Expr.MatrixSelector(
        selector, new DurationExpr.Literal(seconds, true, Span.NONE), Span.NONE);
  }

  /// `rate(x[5m])`.
  static Expr rate(Expr.VectorSelector selector) {
    return new Expr.Call(
        FunctionSignatures.find("rate").orElseThrow(), List.of(window(selector, "5m")), Span.NONE);
  }

  static String metric(Expr.VectorSelector selector) {
    return selector.matchers().stream()
        .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
        .filter(matcher -> matcher.operator() == LabelMatcher.Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst()
        .orElse("");
  }

  /// The whole expression with one node in another form.
  static String replaced(Expr root, Expr node, String by) {
    String marker = "__replaced__";
    Expr.VectorSelector placeholder =
        new Expr.VectorSelector(marker, List.of(), RangeEdges.PLAIN, TimeShift.NONE, Span.NONE);
    return Printer.print(swap(root, node, placeholder)).replace(marker, by);
  }

  /// The same tree with one node for another.
  static Expr swap(Expr expr, Expr node, Expr by) {
    return expr == node ? by : Trees.mapChildren(expr, child -> swap(child, node, by));
  }
}
