package io.vigie.rules.replay;

import io.vigie.model.metric.Labels;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleDefinition.Alerting;
import io.vigie.rules.file.RuleDefinition.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Series that a replayed rule writes: what the store has of them from an instant on is what an
/// earlier version of the rule said, and is not seen.
///
/// @param labels that all of them have, the name included
/// @param fromMillis the instant, milliseconds since the epoch
record Shadow(Labels labels, long fromMillis) {
  static List<Shadow> of(RuleDefinition rule, long fromMillis) {
    return switch (rule) {
      case Recording recording ->
          List.of(
              new Shadow(
                  recording.labels().with(Labels.METRIC_NAME, recording.name()), fromMillis));
      case Alerting alerting ->
          List.of(
              new Shadow(ofAlert("ALERTS", alerting), fromMillis),
              new Shadow(ofAlert("ALERTS_FOR_STATE", alerting), fromMillis));
    };
  }

  private static Labels ofAlert(String metricName, Alerting rule) {
    Labels.Builder labels = Labels.builder();
    rule.labels()
        .forEach((name, value) -> {
          if (!value.contains("{{")) {
            labels.set(name, value);
          }
        });
    return labels.set(Labels.METRIC_NAME, metricName).set("alertname", rule.name()).build();
  }

  boolean covers(Labels series) {
    for (int i = 0; i < labels.size(); i++) {
      if (!series.get(labels.name(i)).equals(labels.value(i))) {
        return false;
      }
    }
    return true;
  }

  /// From when on a series is not seen; the end of time if it is.
  static long hiddenFromMillis(Map<String, List<Shadow>> byMetricName, Labels series) {
    long from = Long.MAX_VALUE;
    for (Shadow shadow : byMetricName.getOrDefault(series.metricName(), List.of())) {
      if (shadow.fromMillis < from && shadow.covers(series)) {
        from = shadow.fromMillis;
      }
    }
    return from;
  }

  static void add(Map<String, List<Shadow>> byMetricName, List<Shadow> shadows) {
    shadows.forEach(shadow ->
        byMetricName
            .computeIfAbsent(shadow.labels.metricName(), _ -> new ArrayList<>())
            .add(shadow));
  }
}
