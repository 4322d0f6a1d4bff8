package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.ast.VectorMatching;
import io.vigie.server.http.JsonFloats;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The tree of an expression as JSON, in the shape that Prometheus' own UI reads.
final class ExprJson {
  private ExprJson() {}

  static void write(Expr expr, JsonWriter json) throws IOException {
    json.beginObject().name("type");
    switch (expr) {
      case Expr.NumberLiteral(double value, _, _) ->
          json.string("numberLiteral").name("val").string(JsonFloats.of(value));
      case Expr.StringLiteral(String value, _) ->
          json.string("stringLiteral").name("val").string(value);
      case Expr.VectorSelector selector -> {
        json.string("vectorSelector");
        selector(selector, json);
      }
      case Expr.MatrixSelector(var selector, var range, _) -> {
        json.string("matrixSelector");
        duration("range", range, json);
        selector(selector, json);
      }
      case Expr.Subquery subquery -> subquery(subquery, json);
      case Expr.Binary binary -> binary(binary, json);
      case Expr.Unary(boolean negative, Expr operand, _) -> {
        json.string("unaryExpr").name("op").string(negative ? "-" : "+").name("expr");
        write(operand, json);
      }
      case Expr.Parenthesized(Expr inner, _) -> {
        json.string("parenExpr").name("expr");
        write(inner, json);
      }
      case Expr.Aggregation aggregation -> aggregation(aggregation, json);
      case Expr.Call(var function, var arguments, _) -> call(function, arguments, json);
    }
    json.endObject();
  }

  private static void selector(Expr.VectorSelector selector, JsonWriter json) throws IOException {
    json.name("name").string(selector.metricName());
    shift(selector.shift(), json);
    json.name("matchers").beginArray();
    for (LabelMatcher matcher : selector.matchers()) {
      json.beginObject().name("name").string(matcher.name()).name("value").string(matcher.value());
      json.name("type").string(matcher.operator().symbol()).endObject();
    }
    json.endArray();
    json.name("anchored").bool(selector.edges() == RangeEdges.ANCHORED);
    json.name("smoothed").bool(selector.edges() == RangeEdges.SMOOTHED);
  }

  private static void subquery(Expr.Subquery subquery, JsonWriter json) throws IOException {
    json.string("subquery").name("expr");
    write(subquery.expr(), json);
    duration("range", subquery.range(), json);
    duration("step", subquery.step().orElse(DurationExpr.Literal.ZERO), json);
    shift(subquery.shift(), json);
  }

  private static void binary(Expr.Binary binary, JsonWriter json) throws IOException {
    json.string("binaryExpr").name("op").string(binary.operator().symbol()).name("lhs");
    write(binary.left(), json);
    json.name("rhs");
    write(binary.right(), json);
    json.name("matching");
    if (binary.matchesVectors()) {
      matching(binary.matching(), json);
    } else {
      json.nothing();
    }
    json.name("bool").bool(binary.returnBool());
  }

  private static void matching(VectorMatching matching, JsonWriter json) throws IOException {
    json.beginObject().name("card").string(matching.cardinality().id());
    json.name("labels").strings(matching.labels()).name("on").bool(matching.on());
    json.name("include").strings(matching.include()).name("fillValues").beginObject();
    fill("lhs", matching.fill().left(), json);
    fill("rhs", matching.fill().right(), json);
    json.endObject().endObject();
  }

  private static void fill(String name, OptionalDouble value, JsonWriter json) throws IOException {
    json.name(name);
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.number(value.getAsDouble());
    } else {
      json.nothing();
    }
  }

  private static void aggregation(Expr.Aggregation aggregation, JsonWriter json)
      throws IOException {
    json.string("aggregation").name("op").string(aggregation.operator().symbol()).name("expr");
    write(aggregation.expr(), json);
    json.name("param");
    optional(aggregation.parameter(), json);
    json.name("grouping").strings(aggregation.grouping().labels());
    json.name("without").bool(aggregation.grouping().without());
  }

  private static void optional(Optional<Expr> expr, JsonWriter json) throws IOException {
    if (expr.isPresent()) {
      write(expr.get(), json);
    } else {
      json.nothing();
    }
  }

  private static void call(FunctionSignature function, List<Expr> arguments, JsonWriter json)
      throws IOException {
    json.string("call").name("func").beginObject().name("name").string(function.name());
    json.name("argTypes").strings(function.argumentTypes().stream().map(ValueType::id).toList());
    json.name("variadic").number(function.variadic());
    json.name("returnType").string(function.returnType().id()).endObject();
    json.name("args").beginArray();
    for (Expr argument : arguments) {
      write(argument, json);
    }
    json.endArray();
  }

  private static void shift(TimeShift shift, JsonWriter json) throws IOException {
    duration("offset", shift.offset(), json);
    json.name("timestamp");
    if (shift.at() instanceof AtModifier.Timestamp(long millis)) {
      json.number(millis);
    } else {
      json.nothing();
    }
    json.name("startOrEnd");
    switch (shift.at()) {
      case AtModifier.Start _ -> json.string("start");
      case AtModifier.End _ -> json.string("end");
      case AtModifier.None _, AtModifier.Timestamp _ -> json.nothing();
    }
  }

  /// Two fields: the duration in milliseconds, and the expression if it is one.
  private static void duration(String name, DurationExpr duration, JsonWriter json)
      throws IOException {
    boolean constant = duration instanceof DurationExpr.Literal;
    json.name(name).number(constant ? duration.constantMillis() : 0).name(name + "Expr");
    if (constant) {
      json.nothing();
    } else {
      durationExpr(duration, false, json);
    }
  }

  private static void durationExpr(DurationExpr duration, boolean wrapped, JsonWriter json)
      throws IOException {
    switch (duration) {
      case DurationExpr.Literal literal -> {
        json.beginObject().name("type").string("numberLiteral");
        json.name("val").string(JsonFloats.of(literal.seconds()));
        json.name("duration").bool(literal.hasUnits()).endObject();
      }
      case DurationExpr.Signed(boolean negative, var operand, _) ->
          operation(negative ? "-" : "+", Optional.empty(), Optional.of(operand), wrapped, json);
      case DurationExpr.Arithmetic(var operator, var left, var right, _) ->
          operation(operator.symbol(), Optional.of(left), Optional.of(right), wrapped, json);
      case DurationExpr.Parenthesized(var inner, _) -> durationExpr(inner, true, json);
      case DurationExpr.Step _ ->
          operation("step", Optional.empty(), Optional.empty(), wrapped, json);
      case DurationExpr.Range _ ->
          operation("range", Optional.empty(), Optional.empty(), wrapped, json);
    }
  }

  private static void operation(
      String operator,
      Optional<DurationExpr> left,
      Optional<DurationExpr> right,
      boolean wrapped,
      JsonWriter json)
      throws IOException {
    json.beginObject().name("type").string("durationExpr").name("op").string(operator);
    side("lhs", left, json);
    side("rhs", right, json);
    json.name("wrapped").bool(wrapped).endObject();
  }

  private static void side(String name, Optional<DurationExpr> operand, JsonWriter json)
      throws IOException {
    json.name(name);
    if (operand.isPresent()) {
      durationExpr(operand.get(), false, json);
    } else {
      json.nothing();
    }
  }
}
