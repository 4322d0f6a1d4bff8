package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.template.AlertTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Follows every series of the answer from the moment its condition holds until it is over.
final class AlertingRule implements RuleEvaluation {
  /// How long the sink is reminded that an alert is over, in case it missed that.
  static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

  static final String ALERT_NAME = "alertname";
  static final String ALERT_STATE = "alertstate";
  static final String ALERTS = "ALERTS";
  static final String ALERTS_FOR_STATE = "ALERTS_FOR_STATE";

  private final RuleDefinition.Alerting definition;
  private final RuleQuery query;
  private final AlertTexts texts;
  private final Map<Labels, TrackedAlert> active = new LinkedHashMap<>();

  /// Whether the state from before a restart is known; until then nothing is said about states in
  /// the store, since it would destroy what is to be restored.
  private boolean isRestored;

  AlertingRule(RuleDefinition.Alerting definition, RuleQuery query, AlertTexts texts) {
    this.definition = definition;
    this.query = query;
    this.texts = texts;
  }

  @Override
  public RuleDefinition.Alerting definition() {
    return definition;
  }

  boolean isRestored() {
    return isRestored;
  }

  void restored() {
    isRestored = true;
  }

  /// All alerts, resolved ones included.
  Collection<TrackedAlert> alerts() {
    return active.values();
  }

  /// Takes an alert over from before a restart.
  void takeOver(TrackedAlert alert) {
    active.put(alert.labels, alert);
  }

  /// Goes on where an equal rule of an earlier configuration ended.
  void continueFrom(AlertingRule earlier) {
    active.putAll(earlier.active);
    isRestored = earlier.isRestored;
  }

  @Override
  public List<VectorElement> evaluate(EvaluationTime time, long limit) {
    Map<Labels, TrackedAlert> holding = holding(time);
    holding.forEach(this::observe);
    List<VectorElement> samples = new ArrayList<>();
    long count = 0;
    for (Iterator<TrackedAlert> i = active.values().iterator(); i.hasNext(); ) {
      TrackedAlert alert = i.next();
      boolean holds = holding.containsKey(alert.labels);
      if (!holds && isForgotten(alert, time.dueMillis())) {
        i.remove();
      }
      if (advance(alert, holds, time.dueMillis())) {
        count++;
        addSamples(alert, time.queriedMillis(), samples);
      }
    }
    if (limit > 0 && count > limit) {
      active.clear();
      throw new RuleException("exceeded limit of %d with %d alerts".formatted(limit, count));
    }
    return samples;
  }

  /// An alert for each series for which the condition holds now.
  private Map<Labels, TrackedAlert> holding(EvaluationTime time) {
    Map<Labels, TrackedAlert> holding = new LinkedHashMap<>();
    for (VectorElement element : query.ask(definition.expression(), time.queriedMillis())) {
      TrackedAlert alert =
          new TrackedAlert(
              labels(element, time.dueMillis()),
              annotations(element, time.dueMillis()),
              element.value(),
              time.dueMillis());
      if (holding.put(alert.labels, alert) != null) {
        throw new RuleException(
            "vector contains metrics with the same labelset after applying alert labels");
      }
    }
    return holding;
  }

  private Labels labels(VectorElement element, long nowMillis) {
    Labels.Builder labels = element.labels().toBuilder().remove(Labels.METRIC_NAME);
    definition.labels().forEach((name, text) -> labels.set(name, expand(text, element, nowMillis)));
    return labels.set(ALERT_NAME, definition.name()).build();
  }

  private Labels annotations(VectorElement element, long nowMillis) {
    Labels.Builder annotations = Labels.builder();
    definition
        .annotations()
        .forEach((name, text) -> annotations.set(name, expand(text, element, nowMillis)));
    return annotations.build();
  }

  private String expand(String text, VectorElement element, long nowMillis) {
    return texts.expand(definition.name(), text, element, nowMillis);
  }

  private void observe(Labels labels, TrackedAlert now) {
    TrackedAlert known = active.get(labels);
    if (known == null || known.state == AlertState.INACTIVE) {
      active.put(labels, now);
    } else {
      known.value = now.value;
      known.annotations = now.annotations;
      known.isUnconfirmed = false;
    }
  }

  /// Whether nobody needs to hear of an alert any more whose condition does not hold.
  private static boolean isForgotten(TrackedAlert alert, long nowMillis) {
    return alert.state == AlertState.PENDING
        || (alert.isResolved()
            && nowMillis - alert.resolvedAtMillis > RESOLVED_RETENTION.toMillis());
  }

  /// Moves an alert on.
  ///
  /// @return whether it is pending or firing now
  private boolean advance(TrackedAlert alert, boolean holds, long nowMillis) {
    if (holds) {
      alert.keepFiringSinceMillis = TrackedAlert.NEVER;
    } else if (!keepsFiring(alert, nowMillis)) {
      if (alert.state != AlertState.INACTIVE) {
        alert.resolve(nowMillis);
      }
      return false;
    }
    if (alert.state == AlertState.PENDING
        && nowMillis - alert.activeAtMillis >= definition.hold().toMillis()) {
      alert.fire(nowMillis);
    }
    return true;
  }

  private boolean keepsFiring(TrackedAlert alert, long nowMillis) {
    if (alert.state != AlertState.FIRING) {
      return false;
    }
    if (alert.isUnconfirmed) {
      // Right after a start its data may not be there yet; the next evaluation decides.
      alert.isUnconfirmed = false;
      return true;
    }
    if (!definition.keepFiring().isPositive()) {
      return false;
    }
    if (alert.keepFiringSinceMillis == TrackedAlert.NEVER) {
      alert.keepFiringSinceMillis = nowMillis;
    }
    return nowMillis - alert.keepFiringSinceMillis < definition.keepFiring().toMillis();
  }

  private void addSamples(TrackedAlert alert, long timestampMillis, List<VectorElement> samples) {
    if (!isRestored) {
      return;
    }
    Labels state = seriesLabels(alert, ALERTS).with(ALERT_STATE, alert.state.word());
    samples.add(VectorElement.of(state, timestampMillis, 1));
    double activeAtSeconds = Math.floorDiv(alert.activeAtMillis, 1000);
    samples.add(
        VectorElement.of(seriesLabels(alert, ALERTS_FOR_STATE), timestampMillis, activeAtSeconds));
  }

  private Labels seriesLabels(TrackedAlert alert, String metricName) {
    Labels.Builder labels = definition.labels().toBuilder();
    alert.labels.forEach(labels::set);
    return labels.set(Labels.METRIC_NAME, metricName).set(ALERT_NAME, definition.name()).build();
  }

  /// Pending and firing alerts.
  List<AlertStatus> status() {
    return active.values().stream()
        .filter(alert -> alert.state != AlertState.INACTIVE)
        .map(TrackedAlert::status)
        .toList();
  }
}
