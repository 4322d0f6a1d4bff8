package io.vigie.server.why;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleHealth;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.server.why.Step.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The links of the chain that are a rule's: from its expression to an alert that fires. For the
/// past they are computed again from the samples that are stored.
final class RuleLinks {
  private static final int MAX_VALUES = 5;

  /// An alert that the store has at an instant, with what it was.
  record Recorded(Labels labels, boolean firing, long activeAtMillis) {}

  private final PromqlEngine engine;
  private final QueryOptions options;
  private final Duration queryOffset;

  /// @param queryOffset of groups that have none of their own
  RuleLinks(PromqlEngine engine, QueryOptions options, Duration queryOffset) {
    this.engine = engine;
    this.options = options;
    this.queryOffset = queryOffset;
  }

  /// The steps that all alerts of a rule share.
  List<Step> of(
      GroupStatus group,
      RuleStatus status,
      RuleDefinition.Alerting rule,
      Question question,
      Predicate<Labels> wanted) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.yes(
            Link.RULE,
            "%s is a rule of group %s in %s, evaluated every %s, for %s"
                .formatted(
                    rule.name(),
                    group.name(),
                    group.file(),
                    words(group.interval()),
                    words(rule.hold()))));
    if (status.health() == RuleHealth.BAD) {
      steps.add(Step.no(Link.EVALUATION, "the evaluation fails: " + status.lastError()));
      return steps;
    }
    if (status.lastEvaluationMillis().isEmpty()) {
      steps.add(Step.no(Link.EVALUATION, "the rule has not been evaluated yet"));
      return steps;
    }
    steps.addAll(expression(group, rule, question, wanted));
    return steps;
  }

  static String words(Duration duration) {
    return io.vigie.config.yaml.Durations.format(duration);
  }

  private List<Step> expression(
      GroupStatus group,
      RuleDefinition.Alerting rule,
      Question question,
      Predicate<Labels> wanted) {
    long at = question.atMillis() - group.definition().queryOffset().orElse(queryOffset).toMillis();
    EmptyCause cause = new EmptyCause(engine, options);
    List<VectorElement> holds;
    try {
      holds = vector(rule, at);
    } catch (QueryException e) {
      return List.of(Step.no(Link.EVALUATION, "the expression fails: " + e.getMessage()));
    }
    if (holds.isEmpty()) {
      List<Step> steps = new ArrayList<>();
      steps.add(
          Step.no(
              Link.EXPRESSION,
              rule.expression().text() + " holds for nothing at " + Instant.ofEpochMilli(at)));
      steps.addAll(cause.of(rule.expression().written(), at, wanted));
      return steps;
    }
    List<VectorElement> ours =
        holds.stream().filter(element -> wanted.test(element.labels())).toList();
    if (ours.isEmpty()) {
      List<Step> steps = new ArrayList<>();
      steps.add(
          Step.no(
              Link.EXPRESSION,
              "%s holds for %d series at %s, none of them with these labels"
                  .formatted(rule.expression().text(), holds.size(), Instant.ofEpochMilli(at))));
      steps.addAll(cause.ofOthers(rule.expression().tree(), at, wanted));
      return steps;
    }
    return List.of(Step.yes(Link.EXPRESSION, holding(rule, ours)));
  }

  private List<VectorElement> vector(RuleDefinition.Alerting rule, long atMillis) {
    return elements(
        engine
            .instant(rule.expression().tree(), rule.expression().written(), atMillis, options)
            .value());
  }

  private static List<VectorElement> elements(Value value) {
    return switch (value) {
      case Value.Vector(List<VectorElement> elements) -> elements;
      case Value.Scalar(long timestampMillis, double number) ->
          List.of(VectorElement.of(Labels.EMPTY, timestampMillis, number));
      case Value.Text _, Value.Matrix _ -> List.of();
    };
  }

  private static String holding(RuleDefinition.Alerting rule, List<VectorElement> elements) {
    String values =
        elements.stream()
            .limit(MAX_VALUES)
            .map(element -> element.labels() + " " + FloatText.general(element.value()))
            .collect(Collectors.joining(", "));
    return "%s holds for %d series: %s%s"
        .formatted(
            rule.expression().text(),
            elements.size(),
            values,
            elements.size() > MAX_VALUES ? ", …" : "");
  }

  /// The alerts of a name that the store has at an instant.
  List<Recorded> recorded(String name, long atMillis) {
    List<Recorded> recorded = new ArrayList<>();
    List<VectorElement> since =
        elements(engine.instant(series("ALERTS_FOR_STATE", name), atMillis, options).value());
    for (VectorElement alert :
        elements(engine.instant(series("ALERTS", name), atMillis, options).value())) {
      boolean firing = alert.labels().get("alertstate").equals("firing");
      Labels labels =
          alert.labels().toBuilder().remove("alertstate").remove(Labels.METRIC_NAME).build();
      long activeAt =
          since.stream()
              .filter(other ->
                  other.labels().toBuilder().remove(Labels.METRIC_NAME).build().equals(labels))
              .mapToLong(other -> Math.round(other.value() * 1000))
              .findFirst()
              .orElse(atMillis);
      recorded.add(new Recorded(labels, firing, activeAt));
    }
    return recorded;
  }

  private static String series(String metric, String name) {
    return metric
        + "{alertname=\""
        + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"}";
  }

  /// Whether an alert has held for long enough.
  static Step pending(RuleDefinition.Alerting rule, Recorded alert) {
    Instant activeAt = Instant.ofEpochMilli(alert.activeAtMillis());
    if (alert.firing()) {
      return Step.yes(Link.PENDING, "it fires; its condition holds since " + activeAt)
          .at(alert.activeAtMillis());
    }
    return Step.no(
            Link.PENDING,
            "it is pending since %s and has to hold for %s: it fires at %s if it still holds then"
                .formatted(activeAt, words(rule.hold()), activeAt.plus(rule.hold())))
        .at(alert.activeAtMillis());
  }
}
