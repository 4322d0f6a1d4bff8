package io.vigie.promql.parse;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Queries at random, using every part of the language. Most are well typed: operands without
/// parentheses may be taken by an operator that has no use for their type.
final class RandomQuery {
  private static final List<String> NAMES =
      List.of("up", "job:x:rate5m", "sum", "offset", "by", "and");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "with \"quotes\"", "back\\slash", "é☺", "new\nline", "\u0000\u00a0", "'", "`");
  private static final List<String> DURATIONS =
      List.of(
          "5m", "1h30m", "90d", "1w", "250ms", "300", "1.5", "0.0001", "1.0005", "1e-9", "1e-22",
          "0x10", "9e9");

  private static final int MOST_REFUSED = 50;

  private final Random random;

  RandomQuery(long seed) {
    random = new Random(seed);
  }

  /// The tree of the first query that is well typed.
  Expr nextTree(PromqlParser parser) throws PromqlParseException {
    for (int i = 0; i < MOST_REFUSED; i++) {
      try {
        return parser.parse(next());
      } catch (PromqlParseException e) {
        // an operator took what it has no use for
      }
    }
    return parser.parse(next());
  }

  String next() {
    return expression(pick(List.of(ValueType.values())), 5);
  }

  private String expression(ValueType type, int depth) {
    return switch (type) {
      case STRING -> GoText.quote(pick(STRINGS));
      case MATRIX -> matrix(depth);
      case SCALAR -> depth <= 0 ? number() : scalar(depth - 1);
      case VECTOR -> depth <= 0 ? selector() : vector(depth - 1);
    };
  }

  private String scalar(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> number();
      case 1 -> call(ValueType.SCALAR, depth);
      case 2 -> pick(List.of("-", "+")) + "(" + expression(ValueType.SCALAR, depth) + ")";
      default -> arithmetic(ValueType.SCALAR, ValueType.SCALAR, depth);
    };
  }

  private String vector(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> selector() + modifiers(true);
      case 1 -> call(ValueType.VECTOR, depth);
      case 2 -> "(" + expression(ValueType.VECTOR, depth) + ")";
      case 3 -> pick(List.of("-", "+")) + expression(ValueType.VECTOR, depth);
      case 4 -> aggregation(depth);
      case 5 -> matching(depth);
      default ->
          arithmetic(ValueType.VECTOR, pick(List.of(ValueType.SCALAR, ValueType.VECTOR)), depth);
    };
  }

  private String arithmetic(ValueType left, ValueType right, int depth) {
    List<BinaryOperator> operators =
        List.of(BinaryOperator.values()).stream()
            .filter(o -> o.kind() == BinaryOperator.Kind.ARITHMETIC || o.isComparison())
            .toList();
    BinaryOperator operator = pick(operators);
    String bool =
        operator.isComparison() && left == right && left == ValueType.SCALAR ? " bool" : "";
    return perhapsEnclosed(expression(left, depth))
        + " "
        + operator.symbol()
        + bool
        + " "
        + perhapsEnclosed(expression(right, depth));
  }

  /// What stands without parentheses may become part of another operation, as long as types allow.
  private String perhapsEnclosed(String expression) {
    return random.nextBoolean() ? "(" + expression + ")" : expression;
  }

  private String matching(int depth) {
    BinaryOperator operator = pick(List.of(BinaryOperator.values()));
    StringBuilder query = new StringBuilder(perhapsEnclosed(expression(ValueType.VECTOR, depth)));
    query.append(' ').append(operator.symbol());
    query.append(operator.isComparison() && random.nextBoolean() ? " bool" : "");
    if (random.nextBoolean()) {
      query.append(pick(List.of(" on", " ignoring"))).append("(a, \"ü\")");
      if (!operator.isSet() && random.nextBoolean()) {
        query
            .append(pick(List.of(" group_left", " group_right")))
            .append(pick(List.of("()", "(by,c)", "(\"inf\")")));
      }
    }
    if (!operator.isSet() && random.nextInt(3) == 0) {
      query.append(
          pick(
              List.of(
                  " fill(0)",
                  " fill_left(-1e30)",
                  " fill_left(2) fill_right(1e-7)",
                  " fill_right (-inf)")));
    }
    return query
        .append(' ')
        .append(perhapsEnclosed(expression(ValueType.VECTOR, depth)))
        .toString();
  }

  private String aggregation(int depth) {
    AggregateOperator operator = pick(List.of(AggregateOperator.values()));
    String grouping =
        pick(
            List.of(
                "",
                " by ()",
                " by (a, \"b c\")",
                " without (sum,)",
                " by (\"Inf\", \"nan\", bool, start)"));
    String parameter =
        operator.parameterType().map(type -> expression(type, depth) + ", ").orElse("");
    String arguments = "(" + parameter + expression(ValueType.VECTOR, depth) + ")";
    return operator.symbol()
        + (random.nextBoolean() ? grouping + " " + arguments : arguments + grouping);
  }

  private String call(ValueType returnType, int depth) {
    List<FunctionSignature> functions = new ArrayList<>(FunctionSignatures.all());
    functions.removeIf(f -> f.returnType() != returnType);
    FunctionSignature function = pick(functions);
    if (function.name().equals("info")) {
      String data = pick(List.of("", ", {__name__=~\"a|b\",c=\"d\"}", ", {}"));
      return "info(" + expression(ValueType.VECTOR, depth) + data + ")";
    }
    int count =
        function.minArguments()
            + random.nextInt(Math.min(3, function.maxArguments() - function.minArguments() + 1));
    return IntStream.range(0, count)
        .mapToObj(i -> expression(function.argumentType(i), depth))
        .collect(Collectors.joining(" , ", function.name() + " (", ")"));
  }

  private String matrix(int depth) {
    if (depth <= 0 || random.nextBoolean()) {
      return selector() + "[" + range(3) + "]" + modifiers(true);
    }
    String step = random.nextBoolean() ? "" : range(2);
    return "("
        + expression(ValueType.VECTOR, depth - 1)
        + ")["
        + range(2)
        + ":"
        + step
        + "]"
        + modifiers(false);
  }

  /// Conditions in the order in which they are printed.
  private String selector() {
    String a =
        "a"
            + pick(List.of("=", "!=", "=~", "!~"))
            + GoText.quote(pick(List.of("", "x|y", "a.*", "☺")));
    return switch (random.nextInt(4)) {
      case 0 -> "{\"na me\"," + a + "}";
      case 1 -> "{" + a + ",b!=''}";
      case 2 -> pick(NAMES);
      default -> pick(NAMES) + "{\"b c\"=" + GoText.quote(pick(STRINGS)) + "," + a + ",}";
    };
  }

  private String modifiers(boolean withEdges) {
    String edges = withEdges ? pick(List.of("", "", " anchored", " smoothed")) : "";
    String at =
        pick(
            List.of(
                "",
                "",
                " @ 12.345",
                " @ -7",
                " @ 1e12",
                " @ -0.0005",
                " @ 1h",
                " @ +0",
                " @ start()",
                " @ end ()"));
    String offset = random.nextBoolean() ? "" : " offset " + offset();
    return edges + (random.nextBoolean() ? at + offset : offset + at);
  }

  private String offset() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(DURATIONS);
      case 1 -> pick(List.of("-", "+")) + pick(DURATIONS);
      case 2 -> pick(List.of("", "-", "+")) + pick(List.of("step()", "range()", "min_of(1,-2)"));
      case 3 -> pick(List.of("-", "+")) + " " + pick(List.of("-", "+")) + range(2);
      case 4 -> "(" + range(2) + ") * " + range(0);
      default -> pick(List.of("", "-", "+")) + "(" + range(2) + ")";
    };
  }

  private String range(int depth) {
    if (depth <= 0) {
      return pick(DURATIONS);
    }
    return switch (random.nextInt(7)) {
      case 0 -> "step()";
      case 1 -> "range()";
      case 2 ->
          pick(List.of("min_of", "max_of")) + "(" + range(depth - 1) + "," + range(depth - 1) + ")";
      case 3 -> "(" + range(depth - 1) + ")";
      case 4 -> range(depth - 1) + pick(List.of("+", "-", "*", "/", "%", "^")) + range(depth - 1);
      case 5 -> pick(List.of("-", "+", "--")) + pick(List.of("step()", "7", "(3m)"));
      default -> pick(DURATIONS);
    };
  }

  private String number() {
    return pick(
        List.of(
            "1", "0x1F", "017", "1_000.5", "1e-9", "1e300", "Inf", "NaN", "5m", "-2.5", "+3",
            "-Inf", "+Inf", "- -Inf", "-NaN", "-0", "0", "-5m", "+1h30m", "5e-324"));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
