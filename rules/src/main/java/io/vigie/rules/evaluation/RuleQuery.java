package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition.RuleExpression;
import io.vigie.rules.template.TemplateQuery;
import java.util.List;
import java.util.function.Supplier;

/// How rules ask. Thread-safe.
@FunctionalInterface
public interface RuleQuery {
  /// The answer as a vector.
  ///
  /// @param timestampMillis the instant of evaluation, milliseconds since the epoch
  /// @throws QueryException if there is no answer
  List<VectorElement> ask(RuleExpression expression, long timestampMillis);

  /// Asks an engine.
  static RuleQuery of(PromqlEngine engine) {
    return of(engine, QueryOptions::defaults);
  }

  /// Asks an engine in a certain way.
  ///
  /// @param options of each question
  static RuleQuery of(PromqlEngine engine, Supplier<QueryOptions> options) {
    return (expression, timestampMillis) ->
        vector(
            engine
                .instant(expression.tree(), expression.written(), timestampMillis, options.get())
                .value());
  }

  /// Asks an engine what templates ask.
  static TemplateQuery forTemplates(PromqlEngine engine) {
    return forTemplates(engine, QueryOptions::defaults);
  }

  /// Asks an engine, in a certain way, what templates ask.
  ///
  /// @param options of each question
  static TemplateQuery forTemplates(PromqlEngine engine, Supplier<QueryOptions> options) {
    return (query, timestampMillis) ->
        vector(engine.instant(query, timestampMillis, options.get()).value());
  }

  private static List<VectorElement> vector(Value value) {
    return switch (value) {
      case Value.Vector(List<VectorElement> elements) -> elements;
      case Value.Scalar(long timestampMillis, double number) ->
          List.of(VectorElement.of(Labels.EMPTY, timestampMillis, number));
      case Value.Text _, Value.Matrix _ ->
          throw new QueryException(
              QueryException.Kind.EXECUTION, "rule result is not a vector or scalar");
    };
  }
}
