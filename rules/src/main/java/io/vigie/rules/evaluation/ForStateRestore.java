package io.vigie.rules.evaluation;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lets alerts that were pending before a restart go on waiting from where they were: since when is
/// told by the series `ALERTS_FOR_STATE`, as Prometheus does.
final class ForStateRestore {
  private final MetricStore store;
  private final RuleOptions options;

  ForStateRestore(MetricStore store, RuleOptions options) {
    this.store = store;
    this.options = options;
  }

  /// The last thing said about an alert before the restart.
  private record Last(long timestampMillis, double activeAtSeconds) {}

  /// @throws IOException if the store cannot be read
  void restore(AlertingRule rule, long nowMillis) throws IOException {
    if (rule.definition().hold().compareTo(options.forGracePeriod()) >= 0) {
      Map<Labels, Last> before = lastStates(rule, nowMillis);
      for (TrackedAlert alert : rule.alerts()) {
        Last last = before.get(alert.labels);
        if (alert.state == AlertState.PENDING && last != null) {
          restore(alert, last, rule.definition().hold().toMillis(), nowMillis);
        }
      }
    }
    rule.restored();
  }

  private void restore(TrackedAlert alert, Last last, long holdMillis, long nowMillis) {
    long activeAtMillis = (long) (last.activeAtSeconds() * 1000);
    long remainingMillis = holdMillis - (last.timestampMillis() - activeAtMillis);
    long graceMillis = options.forGracePeriod().toMillis();
    if (remainingMillis <= 0) {
      alert.activeAtMillis = activeAtMillis; // it fired: it fires again at the next evaluation
    } else if (remainingMillis < graceMillis) {
      alert.activeAtMillis = nowMillis + graceMillis - holdMillis;
    } else {
      alert.activeAtMillis = activeAtMillis + (nowMillis - last.timestampMillis());
    }
  }

  private Map<Labels, Last> lastStates(AlertingRule rule, long nowMillis) throws IOException {
    TimeRange range = new TimeRange(nowMillis - options.outageTolerance().toMillis(), nowMillis);
    Map<Labels, Last> states = new HashMap<>();
    SampleBuffer samples = new SampleBuffer();
    try (Selection selection = store.select(range, matchers(rule, AlertingRule.ALERTS_FOR_STATE))) {
      for (Series series : selection.series()) {
        samples.clear();
        series.read(range.minMillis(), range.maxMillis(), samples);
        int last = samples.size() - 1;
        if (last >= 0 && !Staleness.isMarker(samples.values()[last])) {
          states.put(
              series.labels().without(List.of(Labels.METRIC_NAME)),
              new Last(samples.timestampsMillis()[last], samples.values()[last]));
        }
      }
    }
    return states;
  }

  /// Matches what a rule wrote about its alerts.
  static List<LabelMatcher> matchers(AlertingRule rule, String metricName) {
    List<LabelMatcher> matchers = new ArrayList<>();
    matchers.add(LabelMatcher.equal(Labels.METRIC_NAME, metricName));
    matchers.add(LabelMatcher.equal("alertname", rule.definition().name()));
    rule.definition()
        .labels()
        .forEach((name, value) -> {
          if (!value.contains("{{")) {
            matchers.add(LabelMatcher.equal(name, value));
          }
        });
    return matchers;
  }
}
