package io.vigie.server.why;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.explain.NearestNames;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.server.why.RuleLinks.Recorded;
import io.vigie.server.why.Step.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Answers why an alert reached people, or did not. Thread-safe.
public final class Why {
  /// More alerts of one rule than these are not told of one by one.
  private static final int MAX_CHAINS = 10;

  private final Supplier<List<GroupStatus>> groups;
  private final Supplier<Duration> queryOffset;
  private final PromqlEngine engine;
  private final Alerting alerting;
  private final Function<Alert, Optional<Alert>> relabelling;

  /// @param queryOffset of groups that have none of their own
  /// @param relabelling what becomes of a rule's alert before routing gets it; nothing if dropped
  public Why(
      Supplier<List<GroupStatus>> groups,
      Supplier<Duration> queryOffset,
      PromqlEngine engine,
      Alerting alerting,
      Function<Alert, Optional<Alert>> relabelling) {
    this.groups = groups;
    this.queryOffset = queryOffset;
    this.engine = engine;
    this.alerting = alerting;
    this.relabelling = relabelling;
  }

  /// The chains of all alerts that are asked for; of a rule without any, its own.
  ///
  /// @throws IOException if the history cannot be read now
  public List<Chain> answer(Question question, QueryOptions options) throws IOException {
    RuleLinks links = new RuleLinks(engine, options, queryOffset.get());
    List<Chain> chains = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    for (GroupStatus group : groups.get()) {
      for (RuleStatus status : group.rules()) {
        if (status.definition() instanceof RuleDefinition.Alerting rule
            && rule.name().equals(question.name())) {
          chains.addAll(ofRule(group, status, rule, question, links));
        }
      }
    }
    chains.forEach(chain -> told.add(chain.fingerprint()));
    chains.addAll(ofOtherSenders(question, told));
    if (chains.isEmpty()) {
      chains.add(new Chain(Labels.EMPTY, "", List.of(unknown(question.name()))));
    }
    return chains;
  }

  private List<Chain> ofRule(
      GroupStatus group,
      RuleStatus status,
      RuleDefinition.Alerting rule,
      Question question,
      RuleLinks links)
      throws IOException {
    Predicate<Labels> wanted = labels -> isWanted(labels, rule, question);
    List<Chain> chains = new ArrayList<>();
    List<Step> shared = null;
    for (Recorded alert : links.recorded(rule.name(), question.atMillis())) {
      Optional<Labels> sent = sent(alert.labels());
      Labels shown = sent.orElse(alert.labels());
      if (!isAsked(shown, question) || chains.size() >= MAX_CHAINS) {
        continue;
      }
      if (shared == null) {
        shared = links.of(group, status, rule, question, wanted);
      }
      chains.add(ofAlert(alert, sent, shared, rule, question));
    }
    if (chains.isEmpty() && question.fingerprint().isEmpty()) {
      List<Step> steps = links.of(group, status, rule, question, wanted);
      chains.add(new Chain(Labels.EMPTY, "", steps));
    }
    return chains;
  }

  private Chain ofAlert(
      Recorded alert,
      Optional<Labels> sent,
      List<Step> shared,
      RuleDefinition.Alerting rule,
      Question question)
      throws IOException {
    List<Step> steps = new ArrayList<>(shared);
    steps.add(RuleLinks.pending(rule, alert));
    if (sent.isEmpty()) {
      steps.add(
          Step.no(Link.RELABELLING, "alert_relabel_configs of the configuration drop this alert"));
      return new Chain(alert.labels(), "", steps);
    }
    if (alert.firing()) {
      steps.addAll(new DeliveryLinks(alerting).of(sent.get(), question.atMillis()));
    }
    return new Chain(sent.get(), Fingerprint.text(sent.get()), steps);
  }

  private Optional<Labels> sent(Labels labels) {
    return relabelling.apply(new Alert(labels, Labels.EMPTY, 0, 0, "")).map(Alert::labels);
  }

  private static boolean isAsked(Labels labels, Question question) {
    return question.matchers().matches(labels)
        && (question.fingerprint().isEmpty()
            || question.fingerprint().equals(Fingerprint.text(labels)));
  }

  /// Of series before they are alerts: the labels that the rule adds are theirs as well, as far as
  /// they are not templates.
  private static boolean isWanted(Labels series, RuleDefinition.Alerting rule, Question question) {
    Labels.Builder labels = series.toBuilder();
    rule.labels()
        .forEach((name, value) -> {
          if (!value.contains("{{")) {
            labels.set(name, value);
          }
        });
    Labels all = labels.set("alertname", rule.name()).build();
    return question.matchers().list().stream()
        .filter(matcher -> !all.get(matcher.name()).isEmpty())
        .allMatch(matcher -> matcher.matches(all.get(matcher.name())));
  }

  /// Alerts of the name that no rule here made.
  private List<Chain> ofOtherSenders(Question question, Set<String> told) throws IOException {
    List<Chain> chains = new ArrayList<>();
    for (StoredAlert alert : alerting.alerts()) {
      Labels labels = alert.alert().labels();
      if (labels.get("alertname").equals(question.name())
          && isAsked(labels, question)
          && !told.contains(alert.fingerprint())
          && alert.alert().startsAtMillis() <= question.atMillis()
          && chains.size() < MAX_CHAINS) {
        chains.add(
            new Chain(
                labels,
                alert.fingerprint(),
                new DeliveryLinks(alerting).of(labels, question.atMillis())));
      }
    }
    return chains;
  }

  private Step unknown(String name) {
    List<String> names =
        groups.get().stream()
            .flatMap(group -> group.rules().stream())
            .map(RuleStatus::definition)
            .filter(RuleDefinition.Alerting.class::isInstance)
            .map(RuleDefinition::name)
            .distinct()
            .toList();
    List<String> near = NearestNames.of(name, names);
    return Step.no(
        Link.RULE,
        "no alerting rule is called \"%s\", and no sender has such an alert%s"
            .formatted(name, near.isEmpty() ? "" : "; there is " + String.join(", ", near)));
  }
}
