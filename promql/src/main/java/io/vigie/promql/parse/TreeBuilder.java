package io.vigie.promql.parse;

import static io.vigie.promql.ast.GoText.quote;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.Grouping;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.ast.VectorMatching;
import java.util.List;
import java.util.Optional;

/// Makes nodes and checks the types of what goes into them.
final class TreeBuilder {
  private final byte[] query;

  TreeBuilder(byte[] query) {
    this.query = query;
  }

  Built vectorSelector(Expr.VectorSelector selector) {
    TypeErrors errors = new TypeErrors(query);
    if (selector.metricName().isEmpty()) {
      errors.addIf(
          selector.matchers().stream().allMatch(LabelMatcher::matchesAbsent),
          selector.span(),
          "vector selector must contain at least one non-empty matcher");
    } else {
      selector.matchers().stream()
          .limit(selector.matchers().size() - 1L)
          .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
          .forEach(matcher ->
              errors.addIf(
                  true,
                  selector.span(),
                  "metric name must not be set twice: "
                      + quote(selector.metricName())
                      + " or "
                      + quote(matcher.value())));
    }
    return new Built(selector, ValueType.VECTOR, 1, errors.first());
  }

  Built matrixSelector(Expr.MatrixSelector matrix) {
    Built selector = vectorSelector(matrix.selector());
    return new Built(matrix, ValueType.MATRIX, 2, selector.typeError());
  }

  Built subquery(Built inner, DurationExpr range, Optional<DurationExpr> step, int end) {
    Expr subquery =
        new Expr.Subquery(inner.expr(), range, step, TimeShift.NONE, inner.span().withEnd(end));
    TypeErrors errors = new TypeErrors(query);
    errors.addAll(inner);
    errors.addIf(
        inner.type() != ValueType.VECTOR,
        subquery.span(),
        "subquery is only allowed on instant vector, got " + inner.type().id() + " instead");
    return new Built(subquery, ValueType.MATRIX, inner.depth() + 1, errors.first());
  }

  /// The same subquery with modifiers behind it. An error about the subquery itself covers them.
  Built widened(Built subquery, Expr.Subquery withModifiers) {
    Optional<PromqlParseException> typeError =
        subquery
            .typeError()
            .map(error ->
                error.span().equals(subquery.span())
                    ? new PromqlParseException(query, withModifiers.span(), error.reason())
                    : error);
    return new Built(withModifiers, ValueType.MATRIX, subquery.depth(), typeError);
  }

  Built parenthesized(Built inner, Span span) {
    return new Built(
        new Expr.Parenthesized(inner.expr(), span),
        inner.type(),
        inner.depth() + 1,
        inner.typeError());
  }

  Built unary(Token sign, Built operand) {
    boolean negative = sign.type() == TokenType.SUBTRACT;
    Span span = sign.span().to(operand.span());
    if (operand.expr() instanceof Expr.NumberLiteral(double value, boolean isDuration, _)) {
      return Built.leaf(new Expr.NumberLiteral(negative ? -value : value, isDuration, span));
    }
    TypeErrors errors = new TypeErrors(query);
    errors.addAll(operand);
    errors.addIf(
        !isNumeric(operand.type()),
        span,
        "unary expression only allowed on expressions of type scalar or instant vector, got "
            + quote(operand.type().title()));
    Expr unary = new Expr.Unary(negative, operand.expr(), span);
    return new Built(unary, operand.type(), operand.depth() + 1, errors.first());
  }

  private static boolean isNumeric(ValueType type) {
    return type == ValueType.SCALAR || type == ValueType.VECTOR;
  }

  Built aggregation(
      AggregateOperator operator,
      Grouping grouping,
      Optional<Built> parameter,
      Built inner,
      Span span) {
    TypeErrors errors = new TypeErrors(query);
    errors.expect(inner, ValueType.VECTOR, "aggregation expression");
    parameter.ifPresent(built ->
        errors.expect(built, operator.parameterType().orElseThrow(), "aggregation parameter"));
    int depth = Math.max(inner.depth(), parameter.map(Built::depth).orElse(0)) + 1;
    Expr aggregation =
        new Expr.Aggregation(operator, grouping, parameter.map(Built::expr), inner.expr(), span);
    return new Built(aggregation, ValueType.VECTOR, depth, errors.first());
  }

  Built call(FunctionSignature function, List<Built> arguments, Span span) {
    TypeErrors errors = new TypeErrors(query);
    checkArgumentCount(function, arguments.size(), span, errors);
    boolean isInfo = function.name().equals("info") && arguments.size() > 1;
    if (isInfo) {
      checkInfoSelector(arguments.get(1), span, errors);
    }
    for (int i = 0; i < Math.min(arguments.size(), function.maxArguments()); i++) {
      Built argument = arguments.get(i);
      // Any condition will do for the selector of info(), which only picks labels.
      boolean mayMatchAll = isInfo && i == 1 && argument.expr() instanceof Expr.VectorSelector;
      errors.expect(
          mayMatchAll ? Built.leaf(argument.expr()) : argument,
          function.argumentType(i),
          "call to function " + quote(function.name()));
    }
    int depth = arguments.stream().mapToInt(Built::depth).max().orElse(0) + 1;
    Expr call = new Expr.Call(function, arguments.stream().map(Built::expr).toList(), span);
    return new Built(call, function.returnType(), depth, errors.first());
  }

  private static void checkArgumentCount(
      FunctionSignature function, int count, Span span, TypeErrors errors) {
    String form = "expected %s%d argument(s) in call to %s, got %d";
    String name = quote(function.name());
    if (function.variadic() == 0) {
      int wanted = function.argumentTypes().size();
      errors.addIf(count != wanted, span, form.formatted("", wanted, name, count));
      return;
    }
    int least = function.minArguments();
    int most = function.maxArguments();
    errors.addIf(count < least, span, form.formatted("at least ", least, name, count));
    errors.addIf(count > most, span, form.formatted("at most ", most, name, count));
  }

  private static void checkInfoSelector(Built selector, Span call, TypeErrors errors) {
    errors.addIf(
        selector.type() != ValueType.VECTOR,
        call,
        "expected type instant vector in call to function \"info\", got "
            + selector.type().title());
    String only = "expected label selectors only";
    switch (selector.expr()) {
      case Expr.VectorSelector(String metricName, _, _, _, Span span) ->
          errors.addIf(!metricName.isEmpty(), span, only + ", got vector selector instead");
      default -> errors.addIf(true, selector.span(), only);
    }
  }

  Built binary(Built left, BinaryOperator operator, BinaryModifiers modifiers, Built right) {
    TypeErrors errors = new TypeErrors(query);
    errors.addAll(left);
    errors.addAll(right);
    Expr.Binary binary =
        new Expr.Binary(
            operator,
            left.expr(),
            right.expr(),
            modifiers.returnBool(),
            effectiveMatching(left, operator, modifiers.matching(), right),
            left.span().to(right.span()));
    new BinaryChecks(query, left, right, binary, modifiers.matching(), errors).run();
    boolean scalar = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    return new Built(
        binary,
        scalar ? ValueType.SCALAR : ValueType.VECTOR,
        Math.max(left.depth(), right.depth()) + 1,
        errors.first());
  }

  private static VectorMatching effectiveMatching(
      Built left, BinaryOperator operator, VectorMatching written, Built right) {
    if (left.type() != ValueType.VECTOR || right.type() != ValueType.VECTOR) {
      return VectorMatching.DEFAULT;
    }
    return operator.isSet() ? BinaryChecks.manyToMany(written) : written;
  }
}
