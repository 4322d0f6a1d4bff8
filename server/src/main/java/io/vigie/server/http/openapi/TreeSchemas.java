package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.orNull;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tree of a query, as `parse_query` and `explain` show it: each node says its type.
final class TreeSchemas {
  private static final EffectiveMapping NODE = schema("QueryNode");
  private static final EffectiveMapping DURATION = orNull(schema("DurationNode"));

  private TreeSchemas() {}

  static void addTo(EffectiveMapping all) {
    EffectiveMapping position = object("start", whole(), "end", whole());
    all.put("LabelMatcher", object("name", text(), "value", text(), "type", matcherType()), true);
    all.put("QueryPosition", position, true);
    all.put("QueryNode", either(nodes()), true);
    all.put("DurationNode", duration(), true);
  }

  private static EffectiveMapping matcherType() {
    return word("=", "!=", "=~", "!~");
  }

  private static EffectiveMapping[] nodes() {
    return new EffectiveMapping[] {
      node("numberLiteral", "val", text()),
      node("stringLiteral", "val", text()),
      node("vectorSelector", selector()),
      node("matrixSelector", selector("range", whole(), "rangeExpr", DURATION)),
      node("subquery", subquery()),
      node("parenExpr", "expr", NODE),
      node("unaryExpr", "op", word("+", "-"), "expr", NODE),
      node("binaryExpr", binary()),
      node("aggregation", aggregation()),
      node("call", "func", function(), "args", listOf(NODE))
    };
  }

  /// What `explain` adds may stand on every node.
  private static EffectiveMapping node(String type, Object... namesAndShapes) {
    return object(
        joined(
            new Object[] {"type", word(type)},
            joined(
                namesAndShapes,
                "position?",
                schema("QueryPosition"),
                "explain?",
                schema("NodeExplanation"))));
  }

  private static Object[] joined(Object[] some, Object... more) {
    List<Object> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  private static Object[] selector(Object... more) {
    return joined(
        shifted(
            "name", text(),
            "matchers", listOf(schema("LabelMatcher")),
            "anchored", flag(),
            "smoothed", flag()),
        more);
  }

  private static Object[] subquery() {
    return shifted(
        "expr",
        NODE,
        "range",
        whole(),
        "rangeExpr",
        DURATION,
        "step",
        whole(),
        "stepExpr",
        DURATION);
  }

  private static Object[] shifted(Object... namesAndShapes) {
    return joined(
        namesAndShapes,
        "offset",
        whole(),
        "offsetExpr",
        DURATION,
        "timestamp",
        orNull(whole()),
        "startOrEnd",
        orNull(word("start", "end")));
  }

  private static Object[] binary() {
    EffectiveMapping fill = object("lhs", orNull(Shape.number()), "rhs", orNull(Shape.number()));
    EffectiveMapping matching =
        object(
            "card", word("one-to-one", "many-to-one", "one-to-many", "many-to-many"),
            "labels", texts(),
            "on", flag(),
            "include", texts(),
            "fillValues", fill);
    return new Object[] {
      "op", text(), "lhs", NODE, "rhs", NODE, "matching", orNull(matching), "bool", flag()
    };
  }

  private static Object[] aggregation() {
    return new Object[] {
      "op", text(), "expr", NODE, "param", orNull(NODE), "grouping", texts(), "without", flag()
    };
  }

  private static EffectiveMapping function() {
    EffectiveMapping type = word("none", "scalar", "string", "vector", "matrix");
    return object(
        "name", text(), "argTypes", listOf(type), "variadic", whole(), "returnType", type);
  }

  /// The arithmetic of durations.
  private static EffectiveMapping duration() {
    return either(
        object(
            "type", word("numberLiteral"), "val", text(), "duration", flag(), "wrapped?", flag()),
        object(
            "type", word("durationExpr"),
            "op", text(),
            "lhs", DURATION,
            "rhs", DURATION,
            "wrapped", flag()));
  }
}
