package io.vigie.promql.parse;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricNames;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.VectorMatching;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// A tree in the form of the conformance kit: fields as upstream's nodes have them, those at their
/// zero value left out.
final class TreeJson {
  private TreeJson() {}

  static Map<String, Object> of(Expr expr) {
    Node node = new Node();
    switch (expr) {
      case Expr.NumberLiteral n ->
          node.put("type", "NumberLiteral")
              .put("Val", number(n.value()))
              .put("Duration", n.isDuration())
              .put("PosRange", range(n.span()));
      case Expr.StringLiteral s ->
          node.put("type", "StringLiteral").put("Val", text(s)).put("PosRange", range(s.span()));
      case Expr.VectorSelector s -> {
        node.put("type", "VectorSelector").put("Name", s.metricName());
        node.put("LabelMatchers", s.matchers().stream().map(TreeJson::of).toList());
        node.put("Anchored", s.edges() == RangeEdges.ANCHORED);
        node.put("Smoothed", s.edges() == RangeEdges.SMOOTHED);
        node.put("PosRange", range(s.span()));
        putShift(node, s.shift());
      }
      case Expr.MatrixSelector m -> {
        node.put("type", "MatrixSelector").put("VectorSelector", of(m.selector()));
        node.put("EndPos", m.span().end());
        putDuration(node, "Range", m.range());
      }
      case Expr.Subquery s -> {
        node.put("type", "SubqueryExpr").put("Expr", of(s.expr())).put("EndPos", s.span().end());
        putDuration(node, "Range", s.range());
        s.step().ifPresent(step -> putDuration(node, "Step", step));
        putShift(node, s.shift());
      }
      case Expr.Binary b -> {
        node.put("type", "BinaryExpr").put("Op", b.operator().symbol());
        node.put("LHS", of(b.left())).put("RHS", of(b.right())).put("ReturnBool", b.returnBool());
        if (b.matchesVectors()) {
          node.put("VectorMatching", of(b.matching()));
        }
      }
      case Expr.Unary u ->
          node.put("type", "UnaryExpr")
              .put("Op", u.negative() ? "-" : "+")
              .put("Expr", of(u.operand()))
              .put("StartPos", u.span().start());
      case Expr.Parenthesized p ->
          node.put("type", "ParenExpr").put("Expr", of(p.inner())).put("PosRange", range(p.span()));
      case Expr.Aggregation a -> {
        node.put("type", "AggregateExpr").put("Op", a.operator().symbol());
        node.put("Expr", of(a.expr())).put("PosRange", range(a.span()));
        node.put("Grouping", a.grouping().labels()).put("Without", a.grouping().without());
        a.parameter().ifPresent(parameter -> node.put("Param", of(parameter)));
      }
      case Expr.Call c -> {
        node.put("type", "Call").put("Func", c.function().name()).put("PosRange", range(c.span()));
        node.put("Args", c.arguments().stream().map(TreeJson::of).toList());
      }
    }
    return node.fields;
  }

  private static void putShift(Node node, TimeShift shift) {
    putDuration(node, "OriginalOffset", shift.offset());
    switch (shift.at()) {
      case AtModifier.None _ -> {}
      case AtModifier.Timestamp(long millis) -> node.put("Timestamp", millis);
      case AtModifier.Start _ -> node.put("StartOrEnd", "start");
      case AtModifier.End _ -> node.put("StartOrEnd", "end");
    }
  }

  private static void putDuration(Node node, String name, DurationExpr duration) {
    if (duration instanceof DurationExpr.Literal literal) {
      node.put(name + "Ms", literal.millis());
    } else {
      node.put(name + "Expr", of(duration));
    }
  }

  private static Map<String, Object> of(DurationExpr duration) {
    Node node = new Node().put("type", "DurationExpr");
    switch (duration) {
      case DurationExpr.Literal l ->
          node.put("type", "NumberLiteral")
              .put("Val", number(l.seconds()))
              .put("Duration", l.hasUnits())
              .put("PosRange", range(l.span()));
      case DurationExpr.Signed s ->
          node.put("Op", s.negative() ? "-" : "+")
              .put("RHS", of(s.operand()))
              .put("StartPos", s.span().start());
      case DurationExpr.Arithmetic a -> {
        node.put("Op", a.operator().symbol()).put("LHS", of(a.left())).put("RHS", of(a.right()));
        if (a.operator().isFunction()) {
          node.put("StartPos", a.span().start()).put("EndPos", a.span().end());
        }
      }
      case DurationExpr.Parenthesized(DurationExpr.Literal inner, Span span) ->
          node.put("Op", "+")
              .put("RHS", of(inner))
              .put("Wrapped", true)
              .put("StartPos", span.start())
              .put("EndPos", span.end());
      case DurationExpr.Parenthesized p -> {
        node.fields.putAll(of(p.inner()));
        node.put("Wrapped", true);
      }
      case DurationExpr.Step(Span span) ->
          node.put("Op", "step").put("StartPos", span.start()).put("EndPos", span.end());
      case DurationExpr.Range(Span span) ->
          node.put("Op", "range").put("StartPos", span.start()).put("EndPos", span.end());
    }
    return node.fields;
  }

  private static Map<String, Object> of(LabelMatcher matcher) {
    return new Node()
        .put("name", matcher.name())
        .put("op", matcher.operator().symbol())
        .put("value", matcher.value())
        .fields;
  }

  private static Map<String, Object> of(VectorMatching matching) {
    Node node = new Node().put("type", "VectorMatching");
    node.put("Card", matching.cardinality().id()).put("On", matching.on());
    node.put("MatchingLabels", matching.labels()).put("Include", matching.include());
    Node fill = new Node();
    putFill(fill, "LHS", matching.fill().left());
    putFill(fill, "RHS", matching.fill().right());
    return node.put("FillValues", fill.fields).fields;
  }

  private static void putFill(Node fill, String side, OptionalDouble value) {
    value.ifPresent(v -> fill.put(side, v));
  }

  /// Texts that are not UTF-8 cannot be written in the kit.
  private static String text(Expr.StringLiteral literal) {
    return MetricNames.isWellFormed(literal.value()) ? literal.value() : "";
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : GoText.number(value);
  }

  private static List<Double> range(Span span) {
    return List.of((double) span.start(), (double) span.end());
  }

  /// Collects fields, but for those at their zero value.
  private static final class Node {
    private final Map<String, Object> fields = new TreeMap<>();

    Node put(String name, Object value) {
      if (!isZero(value)) {
        fields.put(name, value instanceof Number n ? n.doubleValue() : value);
      }
      return this;
    }
  }

  static boolean isZero(Object value) {
    return value.equals(false)
        || value.equals("one-to-one")
        || value.equals("")
        || value.equals(List.of())
        || value.equals(Map.of())
        || (value instanceof Number n && n.doubleValue() == 0);
  }
}
