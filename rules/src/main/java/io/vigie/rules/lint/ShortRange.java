package io.vigie.rules.lint;

import io.vigie.config.yaml.Durations;
import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// `rate(x[1m])` of what is scraped once a minute: two samples are needed, and there is one.
final class ShortRange implements Check {
  private static final Set<String> NEED_TWO =
      Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear");

  /// So many samples in a window leave room for a scrape that fails.
  private static final int SAMPLES = 4;

  private static final Duration LOOK_BACK = Duration.ofHours(1);

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .filter(call -> NEED_TWO.contains(call.function().name()))
        .flatMap(call -> problem(root, call, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Expr root, Expr.Call call, KnownMetrics metrics) {
    if (!(call.arguments().getFirst() instanceof Expr.MatrixSelector range)) {
      return Optional.empty();
    }
    Expr.VectorSelector now = range.selector().withShift(TimeShift.NONE);
    OptionalDouble inWindow = samples(Shapes.swap(range, range.selector(), now), metrics);
    if (inWindow.isEmpty() || inWindow.getAsDouble() >= 2) {
      return Optional.empty();
    }
    String longer = Shapes.range(now, Durations.format(LOOK_BACK));
    OptionalDouble inLookBack = samples(longer, metrics);
    if (inLookBack.isEmpty() || inLookBack.getAsDouble() < SAMPLES) {
      return Optional.empty();
    }
    Duration interval = interval(inLookBack.getAsDouble());
    return isShort(range, interval) ? problem(root, call, range, interval) : Optional.empty();
  }

  /// Otherwise there are too few samples for another reason, such as a start a moment ago.
  private static boolean isShort(Expr.MatrixSelector range, Duration interval) {
    return range.range() instanceof DurationExpr.Literal literal
        && literal.seconds() < 2 * interval.toSeconds();
  }

  private static OptionalDouble samples(Expr range, KnownMetrics metrics) {
    return samples(Printer.print(range), metrics);
  }

  /// How many samples the series has in it that has most.
  private static OptionalDouble samples(String range, KnownMetrics metrics) {
    return metrics.now("max(count_over_time(" + range + "))").stream()
        .mapToDouble(VectorElement::value)
        .max();
  }

  private static Duration interval(double samples) {
    return Duration.ofSeconds((long) Math.ceil(LOOK_BACK.toSeconds() / samples));
  }

  private static Optional<Problem> problem(
      Expr root, Expr.Call call, Expr.MatrixSelector range, Duration interval) {
    String selector = Printer.print(range.selector().withShift(TimeShift.NONE));
    String window = Printer.print(range);
    return Problem.warning(
        Wording.of(
            "short-range",
            "samples of %s are %s apart: fewer than two are in %s, and %s gives nothing",
            selector,
            Durations.format(interval),
            window,
            call.function().name()),
        Shapes.replaced(
            root,
            range,
            Shapes.range(range.selector(), Durations.format(interval.multipliedBy(SAMPLES)))));
  }
}
