package io.vigie.promql.eval;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Durations;
import io.vigie.promql.explain.NearestNames;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.explain.Reason.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Finds out why a selector yields nothing: asks the store for less and less until there is
/// something.
final class SelectorDiagnosis {
  /// How far back the newest sample of a series that ended is looked for.
  private static final Duration FAR_BACK = Duration.ofDays(1);

  /// Series whose newest sample is looked for.
  private static final int MOST_SERIES = 20;

  private static final int MOST_VALUES = 5;

  private final MetricStore store;
  private final QueryLimits limits;

  SelectorDiagnosis(MetricStore store, QueryLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  /// Why no series matches.
  List<Reason> ofNoSeries(List<LabelMatcher> matchers, TimeRange range) throws IOException {
    List<LabelMatcher> named = matchers.stream().filter(SelectorDiagnosis::isName).toList();
    if (!named.isEmpty() && count(named, range) == 0) {
      return List.of(noMetric(named, range));
    }
    List<Reason> reasons = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      if (!named.contains(matcher)) {
        List<LabelMatcher> both = new ArrayList<>(named);
        both.add(matcher);
        if (count(both, range) == 0) {
          reasons.add(emptying(matcher, named, range));
        }
      }
    }
    return reasons.isEmpty() ? List.of(together(matchers, range)) : reasons;
  }

  private static boolean isName(LabelMatcher matcher) {
    return matcher.name().equals(Labels.METRIC_NAME)
        && matcher.operator() == Operator.EQUAL
        && !matcher.value().isEmpty();
  }

  private int count(List<LabelMatcher> matchers, TimeRange range) throws IOException {
    limits.check();
    try (Selection selection = store.select(range, matchers)) {
      return selection.series().size();
    }
  }

  private Reason noMetric(List<LabelMatcher> named, TimeRange range) throws IOException {
    String metric = named.getFirst().value();
    if (!store.labelValues(Labels.METRIC_NAME, TimeRange.ALWAYS, named).isEmpty()) {
      return Reason.of(
          Kind.METRIC_AT_OTHER_TIMES,
          "there are series called " + metric + ", but not at the time looked at",
          "metric",
          metric);
    }
    List<String> nearest =
        NearestNames.of(metric, store.labelValues(Labels.METRIC_NAME, range, List.of()));
    return Reason.of(
        Kind.NO_SUCH_METRIC,
        "no series is called "
            + metric
            + (nearest.isEmpty()
                ? ", and no name is near it"
                : "; nearest: " + String.join(", ", nearest)),
        "metric",
        metric,
        "nearest",
        nearest);
  }

  private Reason emptying(LabelMatcher matcher, List<LabelMatcher> named, TimeRange range)
      throws IOException {
    List<String> values = store.labelValues(matcher.name(), range, named);
    int without = named.isEmpty() ? 0 : count(named, range);
    String of = named.isEmpty() ? "" : " of " + named.getFirst().value();
    if (values.isEmpty()) {
      return Reason.of(
          Kind.LABEL_MISSING,
          "no series" + of + " has a label " + matcher.name() + ", as " + matcher + " wants",
          "matcher",
          matcher.toString(),
          "label",
          matcher.name(),
          "seriesWithout",
          without);
    }
    List<String> nearest =
        matcher.operator() == Operator.EQUAL ? NearestNames.of(matcher.value(), values) : List.of();
    List<String> known = nearest.isEmpty() ? values.stream().limit(MOST_VALUES).toList() : nearest;
    return Reason.of(
        Kind.MATCHER_EMPTIES,
        matcher
            + " matches no series"
            + of
            + "; "
            + (nearest.isEmpty() ? "values of " : "nearest values of ")
            + matcher.name()
            + ": "
            + String.join(", ", known),
        "matcher",
        matcher.toString(),
        "label",
        matcher.name(),
        "value",
        matcher.value(),
        "seriesWithout",
        without,
        "nearest",
        known);
  }

  /// Each matcher alone leaves something: those are named without which there would be series.
  private Reason together(List<LabelMatcher> matchers, TimeRange range) throws IOException {
    List<String> decisive = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      List<LabelMatcher> others = new ArrayList<>(matchers);
      others.remove(matcher);
      if (!isName(matcher) && !others.isEmpty() && count(others, range) > 0) {
        decisive.add(matcher.toString());
      }
    }
    List<String> named =
        decisive.isEmpty() ? matchers.stream().map(LabelMatcher::toString).toList() : decisive;
    return Reason.of(
        Kind.MATCHERS_TOGETHER,
        "there are series for each of the matchers, but none for all of them together: "
            + String.join(", ", named),
        "matchers",
        named);
  }

  /// Why series that match yield no sample.
  ///
  /// @param reachMillis how far back a sample is looked for
  Reason ofNoSamples(
      List<LabelMatcher> matchers, TimeRange range, int series, long reachMillis, boolean isRange)
      throws IOException {
    long from = range.maxMillis() - Math.max(FAR_BACK.toMillis(), reachMillis);
    SampleBuffer buffer = new SampleBuffer();
    OptionalLong newest = OptionalLong.empty();
    boolean ended = false;
    try (Selection selection =
        store.select(
            new TimeRange(Math.min(from, range.minMillis()), range.maxMillis()), matchers)) {
      for (Series one : selection.series().stream().limit(MOST_SERIES).toList()) {
        limits.check();
        buffer.clear();
        one.read(Math.min(from, range.minMillis()), range.maxMillis(), buffer);
        int last = buffer.size() - 1;
        ended |= last >= 0 && Staleness.isMarker(buffer.values()[last]);
        while (last >= 0 && Staleness.isMarker(buffer.values()[last])) {
          last--;
        }
        if (last >= 0) {
          long found = buffer.timestampsMillis()[last];
          newest = OptionalLong.of(Math.max(found, newest.orElse(found)));
        }
      }
    }
    return noSamples(series, reachMillis, isRange, newest, ended);
  }

  private static Reason noSamples(
      int series, long reachMillis, boolean isRange, OptionalLong newest, boolean ended) {
    List<Object> details =
        new ArrayList<>(
            List.of(
                "series",
                series,
                isRange ? "rangeMillis" : "lookbackMillis",
                reachMillis,
                "ended",
                ended));
    newest.ifPresent(millis -> details.addAll(List.of("newestSampleMillis", millis)));
    return Reason.of(
        Kind.NO_SAMPLES_IN_TIME,
        "series match ("
            + series
            + "), but none has a sample within "
            + Durations.format(reachMillis)
            + (ended ? ": the target or the series is gone" : "")
            + (newest.isPresent()
                ? "; the newest is of " + Instant.ofEpochMilli(newest.getAsLong())
                : ""),
        details.toArray());
  }

  /// How far apart the newest samples of the first series are; empty if there are not two.
  OptionalLong intervalMillis(List<LabelMatcher> matchers, TimeRange range) throws IOException {
    long from = Math.min(range.minMillis(), range.maxMillis() - Duration.ofHours(1).toMillis());
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(new TimeRange(from, range.maxMillis()), matchers)) {
      if (!selection.series().isEmpty()) {
        selection.series().getFirst().read(from, range.maxMillis(), buffer);
      }
    }
    int size = buffer.size();
    return size < 2
        ? OptionalLong.empty()
        : OptionalLong.of(
            buffer.timestampsMillis()[size - 1] - buffer.timestampsMillis()[size - 2]);
  }
}
