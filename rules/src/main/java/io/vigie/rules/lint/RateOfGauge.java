package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Map;
import java.util.Optional;

/// The rate of what may also fall: each fall is taken for a restart of a counter. The other way
/// round, a difference of a counter falls with each restart.
final class RateOfGauge implements Check {
  private static final Map<String, String> FOR_GAUGES =
      Map.of("rate", "deriv", "irate", "deriv", "increase", "delta");
  private static final Map<String, String> FOR_COUNTERS =
      Map.of("deriv", "rate", "delta", "increase", "idelta", "increase");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .flatMap(call -> problem(root, call, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Expr root, Expr.Call call, KnownMetrics metrics) {
    if (call.arguments().isEmpty()
        || !(call.arguments().getFirst() instanceof Expr.MatrixSelector range)) {
      return Optional.empty();
    }
    String function = call.function().name();
    String metric = Shapes.metric(range.selector());
    if (FOR_GAUGES.containsKey(function) && MetricKind.isGauge(metric, metrics)) {
      boolean isNamedLikeACounter = metric.endsWith("_total");
      String proposal = with(root, call, FOR_GAUGES.getOrDefault(function, function));
      // Many exporters expose counters as gauges: then the name is right, and the type is not.
      return isNamedLikeACounter
          ? Problem.note(
              Wording.of(
                  "rate-of-gauge.named-total",
                  "%s is a gauge, whatever its name says: %s takes each fall of it for a restart of"
                      + " a counter",
                  metric,
                  function),
              proposal)
          : Problem.warning(
              Wording.of(
                  "rate-of-gauge",
                  "%s is a gauge: %s takes each fall of it for a restart of a counter",
                  metric,
                  function),
              proposal);
    }
    boolean isCounter =
        FOR_COUNTERS.containsKey(function)
            && metrics.metadata(metric).isPresent()
            && MetricKind.isCounter(metric, metrics);
    return isCounter
        ? Problem.note(
            Wording.of(
                "difference-of-counter",
                "%s is a counter: after each restart %s falls far below 0",
                metric,
                function),
            with(root, call, FOR_COUNTERS.getOrDefault(function, function)))
        : Optional.empty();
  }

  private static String with(Expr root, Expr.Call call, String function) {
    String arguments = Printer.print(call).substring(call.function().name().length());
    return Shapes.replaced(root, call, function + arguments);
  }
}
