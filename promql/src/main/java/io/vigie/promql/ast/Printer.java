package io.vigie.promql.ast;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// Writes a tree as a query on one line, in the form that Prometheus prints. Reading it again gives
/// the same tree, but for a plus before the function of an offset (`offset +step()`), which is left
/// out.
public final class Printer {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Printer() {}

  public static String print(Expr expr) {
    return print(expr, false);
  }

  /// @param beforeArithmetic whether an operator follows that an offset could take for its own
  static String print(Expr expr, boolean beforeArithmetic) {
    return switch (expr) {
      case Expr.NumberLiteral number -> number(number.value(), number.isDuration());
      case Expr.StringLiteral string -> GoText.quote(string.value());
      case Expr.VectorSelector selector -> selector(selector, beforeArithmetic);
      case Expr.MatrixSelector matrix -> matrix(matrix);
      case Expr.Subquery subquery -> print(subquery.expr()) + suffix(subquery);
      case Expr.Binary binary ->
          left(binary) + " " + operator(binary) + " " + print(binary.right(), beforeArithmetic);
      case Expr.Unary unary -> sign(unary) + print(unary.operand(), beforeArithmetic);
      case Expr.Parenthesized(Expr inner, _) -> "(" + print(inner) + ")";
      case Expr.Aggregation aggregation -> aggregation(aggregation);
      case Expr.Call call -> call.function().name() + "(" + list(call.arguments()) + ")";
    };
  }

  /// A loop rather than a stream: trees may be deep, and a stream takes many frames a level.
  private static String list(List<Expr> exprs) {
    StringJoiner list = new StringJoiner(", ");
    for (Expr expr : exprs) {
      list.add(print(expr));
    }
    return list.toString();
  }

  /// The left side of an operator. A sign reaches over powers: before one, infinity has none.
  static String left(Expr.Binary binary) {
    boolean bare =
        binary.operator() == BinaryOperator.POWER
            && binary.left() instanceof Expr.NumberLiteral(double value, _, _)
            && value == Double.POSITIVE_INFINITY;
    return bare ? "Inf" : print(binary.left(), isArithmetic(binary.operator()));
  }

  /// Whether durations have this operator too.
  static boolean isArithmetic(BinaryOperator operator) {
    return "+-*/%^".contains(operator.symbol());
  }

  static String sign(Expr.Unary unary) {
    return unary.negative() ? "-" : "+";
  }

  private static String aggregation(Expr.Aggregation aggregation) {
    return operator(aggregation) + "(" + list(aggregation.arguments()) + ")";
  }

  /// The operator of an aggregation with its grouping.
  static String operator(Expr.Aggregation aggregation) {
    Grouping grouping = aggregation.grouping();
    String symbol = aggregation.operator().symbol();
    if (grouping.without()) {
      return symbol + " without (" + labels(grouping.labels()) + ") ";
    }
    return grouping.labels().isEmpty()
        ? symbol
        : symbol + " by (" + labels(grouping.labels()) + ") ";
  }

  private static String labels(List<String> names) {
    return names.stream().map(Printer::listed).collect(Collectors.joining(", "));
  }

  /// Outside of braces, `Inf` and `NaN` are numbers.
  private static String listed(String name) {
    return name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("nan")
        ? GoText.quote(name)
        : label(name);
  }

  private static String label(String name) {
    return MetricNames.isLegacyLabelName(name) ? name : GoText.quote(name);
  }

  /// The operator between two expressions with its modifiers.
  static String operator(Expr.Binary binary) {
    String operator = binary.operator().symbol() + (binary.returnBool() ? " bool" : "");
    return binary.matchesVectors() ? operator + matching(binary.matching()) : operator;
  }

  private static String matching(VectorMatching matching) {
    String group =
        switch (matching.cardinality()) {
          case ONE_TO_ONE, MANY_TO_MANY -> "";
          case MANY_TO_ONE -> " group_left (" + labels(matching.include()) + ")";
          case ONE_TO_MANY -> " group_right (" + labels(matching.include()) + ")";
        };
    boolean named = matching.on() || !matching.labels().isEmpty() || !group.isEmpty();
    String labels =
        named ? (matching.on() ? " on (" : " ignoring (") + labels(matching.labels()) + ")" : "";
    return labels + group + fill(matching.fill());
  }

  private static String fill(VectorMatching.Fill fill) {
    boolean same =
        fill.left().isPresent()
            && fill.right().isPresent()
            && fill.left().getAsDouble() == fill.right().getAsDouble();
    if (same) {
      return " fill (" + GoText.shortNumber(fill.left().getAsDouble()) + ")";
    }
    StringBuilder text = new StringBuilder();
    fill.left()
        .ifPresent(v -> text.append(" fill_left (").append(GoText.shortNumber(v)).append(')'));
    fill.right()
        .ifPresent(v -> text.append(" fill_right (").append(GoText.shortNumber(v)).append(')'));
    return text.toString();
  }

  private static String selector(Expr.VectorSelector selector, boolean beforeArithmetic) {
    TimeShift shift = selector.shift();
    String offset = offset(shift.offset());
    String others = at(shift.at()) + edges(selector.edges());
    if (!beforeArithmetic || !Offsets.isOpen(shift.offset())) {
      return name(selector) + others + offset;
    }
    return shift.offset() instanceof DurationExpr.Parenthesized
        ? name(selector) + others + " offset +" + print(shift.offset())
        : name(selector) + offset + others;
  }

  private static String matrix(Expr.MatrixSelector matrix) {
    Expr.VectorSelector selector = matrix.selector();
    TimeShift shift = selector.shift();
    String range = "[" + print(matrix.range()) + "]";
    return name(selector)
        + range
        + edges(selector.edges())
        + at(shift.at())
        + offset(shift.offset());
  }

  /// The metric's name and the conditions, without modifiers.
  private static String name(Expr.VectorSelector selector) {
    String matchers =
        selector.matchers().stream()
            .filter(matcher -> !saysName(matcher, selector.metricName()))
            .map(Printer::matcher)
            .sorted()
            .collect(Collectors.joining(","));
    boolean bare = matchers.isEmpty() && !selector.metricName().isEmpty();
    return bare ? selector.metricName() : selector.metricName() + "{" + matchers + "}";
  }

  private static boolean saysName(LabelMatcher matcher, String metricName) {
    return !metricName.isEmpty()
        && matcher.operator() == LabelMatcher.Operator.EQUAL
        && matcher.name().equals(Labels.METRIC_NAME)
        && matcher.value().equals(metricName);
  }

  /// A condition as it stands in braces.
  public static String matcher(LabelMatcher matcher) {
    return label(matcher.name()) + matcher.operator().symbol() + GoText.quote(matcher.value());
  }

  private static String edges(RangeEdges edges) {
    return switch (edges) {
      case PLAIN -> "";
      case ANCHORED -> " anchored";
      case SMOOTHED -> " smoothed";
    };
  }

  private static String at(AtModifier at) {
    return switch (at) {
      case AtModifier.None _ -> "";
      case AtModifier.Timestamp(long millis) -> " @ " + GoText.fixed(millis / 1000.0, 3);
      case AtModifier.Start _ -> " @ start()";
      case AtModifier.End _ -> " @ end()";
    };
  }

  private static String offset(DurationExpr offset) {
    boolean isZero = offset instanceof DurationExpr.Literal(double seconds, _, _) && seconds == 0;
    return isZero ? "" : " offset " + Offsets.print(offset);
  }

  /// What stands behind the expression of a subquery.
  static String suffix(Expr.Subquery subquery) {
    String step = subquery.step().map(Printer::print).orElse("");
    TimeShift shift = subquery.shift();
    String brackets = "[" + print(subquery.range()) + ":" + step + "]";
    return brackets + at(shift.at()) + offset(shift.offset());
  }

  /// A duration as it stands in brackets or behind `offset`.
  public static String print(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> number(literal.seconds(), literal.hasUnits());
      case DurationExpr.Signed(boolean negative, DurationExpr operand, _) ->
          (negative ? "-" : "") + print(operand);
      case DurationExpr.Arithmetic(DurationOperator operator, var left, var right, _) ->
          operator.isFunction()
              ? operator.symbol() + "(" + print(left) + ", " + print(right) + ")"
              : print(left) + " " + operator.symbol() + " " + print(right);
      case DurationExpr.Parenthesized(DurationExpr inner, _) -> "(" + print(inner) + ")";
      case DurationExpr.Step _ -> "step()";
      case DurationExpr.Range _ -> "range()";
    };
  }

  private static String number(double value, boolean isDuration) {
    long nanos = Math.round(Math.abs(value) * 1e9);
    if (!isDuration || nanos % NANOS_PER_MILLI != 0) {
      return GoText.number(value); // a duration with units says no more than milliseconds
    }
    String magnitude = Durations.format(nanos / NANOS_PER_MILLI);
    return value < 0 ? "-" + magnitude : magnitude;
  }
}
