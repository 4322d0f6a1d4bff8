package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `histogram_quantile` is given: buckets by their rate, added up.
final class QuantileArgument implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .filter(call -> call.function().name().equals("histogram_quantile"))
        .flatMap(call -> look(root, call, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> look(Expr root, Expr.Call call, KnownMetrics metrics) {
    Expr argument = Shapes.bare(call.arguments().get(1));
    if (argument instanceof Expr.VectorSelector selector) {
      String metric = Shapes.metric(selector);
      boolean isRecorded = metric.contains(":");
      return metric.isEmpty() || isRecorded || metric.endsWith("_bucket")
          ? Optional.empty()
          : metrics.presence(selector) instanceof Presence.Present
              ? wholeLife(root, call, selector)
              : bareName(root, call, selector, metric);
    }
    return Shapes.rated(argument).isPresent() && isBuckets(argument)
        ? Problem.note(
            Wording.of(
                "quantile-per-series",
                "the quantile is computed for each label set alone: noisy, and NaN where nothing"
                    + " happens; add the buckets up first"),
            Shapes.replaced(root, argument, "sum by (le, job) (" + Printer.print(argument) + ")"))
        : Optional.empty();
  }

  private static boolean isBuckets(Expr argument) {
    return Shapes.rated(argument)
        .filter(selector -> Shapes.metric(selector).endsWith("_bucket"))
        .isPresent();
  }

  private static Optional<Problem> bareName(
      Expr root, Expr.Call call, Expr.VectorSelector selector, String metric) {
    String buckets =
        Printer.print(selector).replaceFirst(Pattern.quote(metric), metric + "_bucket");
    return Problem.warning(
        Wording.of(
            "quantile-of-bare-name",
            "a classic histogram has no series \"%s\", only \"%s_bucket\": this never gives"
                + " anything (a native histogram wants rate() around it)",
            metric,
            metric),
        Shapes.replaced(
            root, call.arguments().get(1), "sum by (le, job) (rate(" + buckets + "[5m]))"));
  }

  /// Of a native histogram there are such series.
  private static Optional<Problem> wholeLife(
      Expr root, Expr.Call call, Expr.VectorSelector selector) {
    return Problem.warning(
        Wording.of(
            "quantile-of-bare-name.whole-life",
            "a histogram counts since its process began, and so this quantile hardly moves: rate()"
                + " looks at the last minutes"),
        Shapes.replaced(
            root,
            call.arguments().get(1),
            "sum by (job) (rate(" + Shapes.range(selector, "5m") + "))"));
  }
}
