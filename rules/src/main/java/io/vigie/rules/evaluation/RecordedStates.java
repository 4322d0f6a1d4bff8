package io.vigie.rules.evaluation;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The alerts of a rule as the series `ALERTS` and `ALERTS_FOR_STATE` show them at an instant. What
/// these do not tell (annotations, the value) comes with the next evaluation.
final class RecordedStates {
  /// A group may have missed an evaluation and still be at work.
  private static final int PATIENCE_INTERVALS = 2;

  private final MetricStore store;
  private final TimeRange recent;
  private final long intervalMillis;
  private final long queryOffsetMillis;

  /// The last sample of a series.
  private record Last(long timestampMillis, double value) {}

  /// @param nowMillis the instant; evaluations at or after it do not count
  RecordedStates(MetricStore store, long nowMillis, RuleGroup.Setting setting) {
    this.store = store;
    this.intervalMillis = setting.interval().toMillis();
    this.queryOffsetMillis = setting.queryOffset().toMillis();
    long writtenMillis = nowMillis - queryOffsetMillis;
    this.recent =
        new TimeRange(writtenMillis - PATIENCE_INTERVALS * intervalMillis, writtenMillis - 1);
  }

  /// @throws IOException if the store cannot be read
  List<TrackedAlert> alerts(AlertingRule rule) throws IOException {
    Set<Labels> firing = firing(rule);
    List<TrackedAlert> alerts = new ArrayList<>();
    last(rule, AlertingRule.ALERTS_FOR_STATE)
        .forEach((labels, last) ->
            alerts.add(tracked(rule, labels, activeAtMillis(last), firing.contains(labels))));
    return alerts;
  }

  /// The series tells whole seconds. The alert began with an evaluation, and these have their place
  /// within the interval.
  private long activeAtMillis(Last last) {
    long toldMillis = (long) (last.value * 1000);
    long evaluatedMillis = last.timestampMillis + queryOffsetMillis;
    long beyondMillis = Math.floorMod(evaluatedMillis - toldMillis, intervalMillis);
    return beyondMillis < 1000 ? toldMillis + beyondMillis : toldMillis;
  }

  private TrackedAlert tracked(
      AlertingRule rule, Labels labels, long activeAtMillis, boolean isFiring) {
    TrackedAlert alert = new TrackedAlert(labels, Labels.EMPTY, Double.NaN, activeAtMillis);
    if (isFiring) {
      alert.fire(activeAtMillis + wholeIntervals(rule.definition().hold().toMillis()));
    }
    return alert;
  }

  /// An alert fires at the first evaluation at which it has held for long enough.
  private long wholeIntervals(long millis) {
    return Math.ceilDiv(millis, intervalMillis) * intervalMillis;
  }

  private Set<Labels> firing(AlertingRule rule) throws IOException {
    Set<Labels> firing = new HashSet<>();
    last(rule, AlertingRule.ALERTS)
        .forEach((labels, _) -> {
          if (labels.get(AlertingRule.ALERT_STATE).equals(AlertState.FIRING.word())) {
            firing.add(labels.without(List.of(AlertingRule.ALERT_STATE)));
          }
        });
    return firing;
  }

  /// The last sample of each series that has not ended, by its labels without the name.
  private Map<Labels, Last> last(AlertingRule rule, String metricName) throws IOException {
    Map<Labels, Last> values = new HashMap<>();
    SampleBuffer samples = new SampleBuffer();
    try (Selection selection = store.select(recent, ForStateRestore.matchers(rule, metricName))) {
      for (Series series : selection.series()) {
        samples.clear();
        series.read(recent.minMillis(), recent.maxMillis(), samples);
        int last = samples.size() - 1;
        if (last >= 0 && !Staleness.isMarker(samples.values()[last])) {
          values.put(
              series.labels().without(List.of(Labels.METRIC_NAME)),
              new Last(samples.timestampsMillis()[last], samples.values()[last]));
        }
      }
    }
    return values;
  }
}
