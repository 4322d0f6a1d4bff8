package io.vigie.rules.lint;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.explain.NearestNames;
import io.vigie.promql.explain.Reason;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.lint.Finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Selectors that match nothing now: the rule keeps silent, whatever happens.
final class MissingSeries implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    List<Missing> missing = in(root, around);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    List<Wording> because =
        missing.stream().map(Missing::wordings).distinct().flatMap(List::stream).toList();
    Wording instead =
        missing.stream()
            .flatMap(one -> one.renamed(root, around.metrics()).stream())
            .findFirst()
            .map(Wording::verbatim)
            .orElseGet(() -> without(rule, missing.getFirst()));
    boolean isSure = missing.stream().anyMatch(Missing::isSure);
    return Optional.of(new Problem(isSure ? Severity.WARNING : Severity.NOTE, because, instead));
  }

  /// What to write where no other name is near.
  private static Wording without(RuleDefinition rule, Missing missing) {
    return switch (rule) {
      case RuleDefinition.Alerting alert ->
          Wording.verbatim(
              Printer.print(alert.expression().tree())
                  + " or absent("
                  + Printer.print(missing.selector().withShift(TimeShift.NONE))
                  + ")");
      case RuleDefinition.Recording recording ->
          Wording.of(
              "no-series.recording-instead",
              "scrape what exposes it, or remove the rule %s",
              recording.name());
    };
  }

  /// The selectors of an expression that match nothing and should.
  private static List<Missing> in(Expr expr, Surroundings around) {
    return switch (expr) {
      case Expr.VectorSelector selector -> look(selector, selector, around);
      case Expr.MatrixSelector range -> look(range, range.selector(), around);
      case Expr.Call call when call.function().name().startsWith("absent") -> List.of();
      case Expr.Binary binary when binary.operator() == BinaryOperator.OR -> either(binary, around);
      case Expr.Binary binary when binary.operator() == BinaryOperator.UNLESS ->
          in(binary.left(), around);
      default ->
          Trees.children(expr).stream().flatMap(child -> in(child, around).stream()).toList();
    };
  }

  /// One side is enough.
  private static List<Missing> either(Expr.Binary binary, Surroundings around) {
    List<Missing> left = in(binary.left(), around);
    List<Missing> right = in(binary.right(), around);
    if (left.isEmpty() || right.isEmpty()) {
      return List.of();
    }
    List<Missing> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  private static List<Missing> look(Expr asked, Expr.VectorSelector selector, Surroundings around) {
    // A rule that writes it is looked at itself.
    boolean isRecorded = around.recorded().contains(Shapes.metric(selector));
    return !isRecorded && around.metrics().presence(asked) instanceof Presence.Absent absent
        ? List.of(new Missing(selector, absent))
        : List.of();
  }

  private record Missing(Expr.VectorSelector selector, Presence.Absent absent) {
    /// What is missing, and as far as it is known why.
    List<Wording> wordings() {
      List<Wording> all = new ArrayList<>();
      String text = Printer.print(selector.withShift(TimeShift.NONE));
      all.add(
          absent.lastMillis().isPresent()
              ? Wording.of(
                  "no-series.since",
                  "%s matches nothing now, and has not since %s",
                  text,
                  Instant.ofEpochMilli(absent.lastMillis().getAsLong()))
              : Wording.of(
                  "no-series.never",
                  "%s matches nothing now, nor anything stored of the last %s days",
                  text,
                  StoredMetrics.LOOK_BACK.toDays()));
      absent.reasons().stream().map(Missing::explanation).forEach(all::add);
      return all;
    }

    /// Its arguments are the details, ordered by name.
    private static Wording explanation(Reason reason) {
      return new Wording(
          "explain." + reason.kind().id(),
          reason.message(),
          reason.details().values().stream().map(Missing::text).toList());
    }

    private static String text(Object detail) {
      return detail instanceof List<?> several
          ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
          : String.valueOf(detail);
    }

    /// Whether it is a mistake, and not only that nothing happened so far.
    boolean isSure() {
      return absent.reasons().stream().anyMatch(Missing::isSure);
    }

    private static boolean isSure(Reason reason) {
      return switch (reason.kind()) {
        case NO_SUCH_METRIC, METRIC_AT_OTHER_TIMES, LABEL_MISSING -> true;
        case MATCHER_EMPTIES -> "job".equals(reason.details().get("label"));
        default -> false;
      };
    }

    /// The whole expression with the name that was meant, most likely.
    Optional<String> renamed(Expr root, KnownMetrics metrics) {
      return absent.reasons().stream()
          .flatMap(reason -> renamed(reason, metrics).stream())
          .findFirst()
          .map(other -> Shapes.replaced(root, selector, Printer.print(other)));
    }

    private Optional<Expr.VectorSelector> renamed(Reason reason, KnownMetrics metrics) {
      return switch (reason.kind()) {
        case NO_SUCH_METRIC -> nearest(reason).map(this::withMetric);
        case LABEL_MISSING -> withNearestLabel(text(reason, "label"), metrics);
        case MATCHER_EMPTIES ->
            nearest(reason)
                .filter(_ -> isSure(reason))
                .map(value -> with(text(reason, "label"), text(reason, "label"), value));
        default -> Optional.empty();
      };
    }

    private static String text(Reason reason, String detail) {
      return String.valueOf(reason.details().getOrDefault(detail, ""));
    }

    private static Optional<String> nearest(Reason reason) {
      return reason.details().get("nearest") instanceof List<?> names && !names.isEmpty()
          ? Optional.of(String.valueOf(names.getFirst()))
          : Optional.empty();
    }

    private Optional<Expr.VectorSelector> withNearestLabel(String label, KnownMetrics metrics) {
      List<String> known = metrics.labelNames(Shapes.metric(selector));
      return NearestNames.of(label, known).stream()
          .findFirst()
          .or(() -> LabelWords.otherWord(label, known))
          .flatMap(other ->
              selector.matchers().stream()
                  .filter(matcher -> matcher.name().equals(label))
                  .findFirst()
                  .map(matcher -> with(label, other, matcher.value())));
    }

    private Expr.VectorSelector withMetric(String other) {
      List<LabelMatcher> matchers =
          selector.matchers().stream()
              .map(m -> m.name().equals("__name__") ? LabelMatcher.equal("__name__", other) : m)
              .toList();
      return new Expr.VectorSelector(
          other, matchers, selector.edges(), selector.shift(), selector.span());
    }

    private Expr.VectorSelector with(String label, String otherLabel, String value) {
      List<LabelMatcher> matchers =
          selector.matchers().stream()
              .map(m ->
                  m.name().equals(label) ? LabelMatcher.of(otherLabel, m.operator(), value) : m)
              .toList();
      return new Expr.VectorSelector(
          selector.metricName(), matchers, selector.edges(), selector.shift(), selector.span());
    }
  }
}
