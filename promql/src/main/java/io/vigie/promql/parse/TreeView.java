package io.vigie.promql.parse;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.ast.VectorMatching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A tree as JSON, in the form that Prometheus' UI shows (`/api/v1/parse_query`): maps, lists,
/// texts, numbers and null.
public final class TreeView {
  /// Adds to what is shown of a node.
  @FunctionalInterface
  public interface Decoration {
    void decorate(Expr node, Map<String, @Nullable Object> view);
  }

  private final Decoration decoration;

  private TreeView(Decoration decoration) {
    this.decoration = decoration;
  }

  public static Map<String, @Nullable Object> of(Expr expr) {
    return of(expr, (_, _) -> {});
  }

  /// The tree with more on its nodes.
  public static Map<String, @Nullable Object> of(Expr expr, Decoration decoration) {
    return new TreeView(decoration).view(expr);
  }

  private Map<String, @Nullable Object> view(Expr expr) {
    Map<String, @Nullable Object> view = plain(expr);
    decoration.decorate(expr, view);
    return view;
  }

  private Map<String, @Nullable Object> plain(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral(double value, _, _) ->
          node("numberLiteral", "val", GoText.number(value));
      case Expr.StringLiteral(String value, _) ->
          node("stringLiteral", "val", GoText.wellFormed(value));
      case Expr.VectorSelector selector -> selector(selector);
      case Expr.MatrixSelector matrix -> matrix(matrix);
      case Expr.Subquery subquery -> subquery(subquery);
      case Expr.Binary binary -> binary(binary);
      case Expr.Unary unary ->
          node("unaryExpr", "op", unary.negative() ? "-" : "+", "expr", view(unary.operand()));
      case Expr.Parenthesized(Expr inner, _) -> node("parenExpr", "expr", view(inner));
      case Expr.Aggregation aggregation -> aggregation(aggregation);
      case Expr.Call call ->
          node("call", "func", function(call.function()), "args", list(call.arguments()));
    };
  }

  /// A loop rather than a stream: trees may be deep, and a stream takes many frames a level.
  private List<Map<String, @Nullable Object>> list(List<Expr> exprs) {
    List<Map<String, @Nullable Object>> views = new ArrayList<>();
    for (Expr expr : exprs) {
      views.add(view(expr));
    }
    return views;
  }

  private Map<String, @Nullable Object> aggregation(Expr.Aggregation aggregation) {
    return node(
        "aggregation",
        "op",
        aggregation.operator().symbol(),
        "expr",
        view(aggregation.expr()),
        "param",
        aggregation.parameter().isPresent() ? view(aggregation.parameter().get()) : null,
        "grouping",
        aggregation.grouping().labels(),
        "without",
        aggregation.grouping().without());
  }

  private Map<String, @Nullable Object> binary(Expr.Binary binary) {
    return node(
        "binaryExpr",
        "op",
        binary.operator().symbol(),
        "lhs",
        view(binary.left()),
        "rhs",
        view(binary.right()),
        "matching",
        binary.matchesVectors() ? matching(binary.matching()) : null,
        "bool",
        binary.returnBool());
  }

  private static Map<String, @Nullable Object> matching(VectorMatching matching) {
    Map<String, @Nullable Object> fill = new LinkedHashMap<>();
    fill.put("lhs", orNull(matching.fill().left()));
    fill.put("rhs", orNull(matching.fill().right()));
    return fields(
        "card",
        matching.cardinality().id(),
        "labels",
        matching.labels(),
        "on",
        matching.on(),
        "include",
        matching.include(),
        "fillValues",
        fill);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static Map<String, @Nullable Object> function(FunctionSignature function) {
    return fields(
        "name",
        function.name(),
        "argTypes",
        function.argumentTypes().stream().map(ValueType::id).toList(),
        "variadic",
        function.variadic(),
        "returnType",
        function.returnType().id());
  }

  private static Map<String, @Nullable Object> selector(Expr.VectorSelector selector) {
    Map<String, @Nullable Object> node =
        node("vectorSelector", "name", selector.metricName(), "matchers", matchers(selector));
    putEdges(node, selector.edges());
    putShift(node, selector.shift());
    return node;
  }

  private static Map<String, @Nullable Object> matrix(Expr.MatrixSelector matrix) {
    Map<String, @Nullable Object> node = selector(matrix.selector());
    node.put("type", "matrixSelector");
    putDuration(node, "range", Optional.of(matrix.range()));
    return node;
  }

  private Map<String, @Nullable Object> subquery(Expr.Subquery subquery) {
    Map<String, @Nullable Object> node = node("subquery", "expr", view(subquery.expr()));
    putDuration(node, "range", Optional.of(subquery.range()));
    putDuration(node, "step", subquery.step());
    putShift(node, subquery.shift());
    return node;
  }

  private static List<Map<String, @Nullable Object>> matchers(Expr.VectorSelector selector) {
    return selector.matchers().stream().map(TreeView::matcher).toList();
  }

  private static Map<String, @Nullable Object> matcher(LabelMatcher matcher) {
    return fields(
        "name", matcher.name(), "value", matcher.value(), "type", matcher.operator().symbol());
  }

  private static void putEdges(Map<String, @Nullable Object> node, RangeEdges edges) {
    node.put("anchored", edges == RangeEdges.ANCHORED);
    node.put("smoothed", edges == RangeEdges.SMOOTHED);
  }

  private static void putShift(Map<String, @Nullable Object> node, TimeShift shift) {
    putDuration(node, "offset", Optional.of(shift.offset()));
    node.put("timestamp", shift.at() instanceof AtModifier.Timestamp(long millis) ? millis : null);
    node.put(
        "startOrEnd",
        switch (shift.at()) {
          case AtModifier.Start _ -> "start";
          case AtModifier.End _ -> "end";
          case AtModifier.None _, AtModifier.Timestamp _ -> null;
        });
  }

  /// Puts a literal in milliseconds, or else the expression beside 0.
  private static void putDuration(
      Map<String, @Nullable Object> node, String name, Optional<DurationExpr> duration) {
    boolean literal = duration.isPresent() && duration.get() instanceof DurationExpr.Literal;
    node.put(name, literal ? duration.get().constantMillis() : 0L);
    node.put(name + "Expr", literal ? null : duration.map(TreeView::of).orElse(null));
  }

  private static Map<String, @Nullable Object> of(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal(double seconds, boolean hasUnits, _) ->
          node("numberLiteral", "val", GoText.number(seconds), "duration", hasUnits);
      case DurationExpr.Signed(boolean negative, DurationExpr operand, _) ->
          durationNode(negative ? "-" : "+", null, of(operand));
      case DurationExpr.Arithmetic(var operator, DurationExpr left, DurationExpr right, _) ->
          durationNode(operator.symbol(), of(left), of(right));
      case DurationExpr.Step _ -> durationNode("step", null, null);
      case DurationExpr.Range _ -> durationNode("range", null, null);
      case DurationExpr.Parenthesized(DurationExpr inner, _) -> wrapped(inner);
    };
  }

  /// Parentheses are a mark on an operation; around a bare number they make one.
  private static Map<String, @Nullable Object> wrapped(DurationExpr inner) {
    Map<String, @Nullable Object> node =
        inner instanceof DurationExpr.Literal ? durationNode("+", null, of(inner)) : of(inner);
    node.put("wrapped", true);
    return node;
  }

  private static Map<String, @Nullable Object> durationNode(
      String operator,
      @Nullable Map<String, @Nullable Object> left,
      @Nullable Map<String, @Nullable Object> right) {
    return node("durationExpr", "op", operator, "lhs", left, "rhs", right, "wrapped", false);
  }

  private static Map<String, @Nullable Object> node(
      String type, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("type", type);
    node.putAll(fields(namesAndValues));
    return node;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
