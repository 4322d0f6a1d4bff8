package io.vigie.promql.eval;

import com.google.re2j.Pattern;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `info(v, {...})`: adds the labels of info series, such as `target_info`, to the series of the
/// same `instance` and `job`.
///
/// Info series are looked at when the first selector of the argument looks, and of several with the
/// same name and identity the newest sample counts. Which info series belong to a series may change
/// from step to step, and with it the labels of the result.
final class InfoJoin {
  private static final Set<String> IDENTITY = Set.of("instance", "job");
  private static final String DEFAULT_INFO = "target_info";

  /// One info series with the timestamps (in seconds) of its samples.
  private record Info(Labels labels, StepColumn times) {}

  private final QueryContext context;
  private final Scope scope;
  private final List<LabelMatcher> nameMatchers;
  private final Map<String, List<LabelMatcher>> dataMatchers = new TreeMap<>();
  private final Map<Labels, Map<String, List<Info>>> infosByIdentity = new HashMap<>();
  private final Map<Labels, StepSeries> outputs = new LinkedHashMap<>();

  /// @param selector which info series and which of their labels are wanted, if not all labels of
  ///   `target_info`
  InfoJoin(QueryContext context, Scope scope, Optional<Expr.VectorSelector> selector) {
    this.context = context;
    this.scope = scope;
    List<LabelMatcher> names = new ArrayList<>();
    for (LabelMatcher matcher : selector.map(Expr.VectorSelector::matchers).orElse(List.of())) {
      if (matcher.name().equals(Labels.METRIC_NAME)) {
        names.add(matcher);
      } else {
        dataMatchers.computeIfAbsent(matcher.name(), _ -> new ArrayList<>()).add(matcher);
      }
    }
    this.nameMatchers = effectiveNames(names);
  }

  /// What info metrics are called: as asked for, but at least ending in `_info`; `target_info` if
  /// nothing is asked.
  private static List<LabelMatcher> effectiveNames(List<LabelMatcher> asked) {
    if (asked.isEmpty()) {
      return List.of(LabelMatcher.equal(Labels.METRIC_NAME, DEFAULT_INFO));
    }
    boolean anyPositive =
        asked.stream()
            .anyMatch(m -> m.operator() == Operator.EQUAL || m.operator() == Operator.REGEX);
    if (anyPositive) {
      return asked;
    }
    List<LabelMatcher> effective = new ArrayList<>();
    effective.add(LabelMatcher.of(Labels.METRIC_NAME, Operator.REGEX, ".+_info"));
    effective.addAll(asked);
    return effective;
  }

  /// @param argument the expression that `base` comes from
  List<StepSeries> evaluate(Expr argument, List<StepSeries> base) throws IOException {
    List<StepSeries> enriched = base.stream().filter(series -> !isInfo(series.labels())).toList();
    fetch(argument, enriched);
    requireUnambiguous();
    for (StepSeries series : base) {
      context.limits().check();
      if (isInfo(series.labels())) {
        emit(series.labels(), series, 0, series.column().steps());
      } else {
        enrich(series);
      }
    }
    return List.copyOf(outputs.values());
  }

  private boolean isInfo(Labels labels) {
    return nameMatchers.stream().allMatch(matcher -> matcher.matches(labels.metricName()));
  }

  private void fetch(Expr argument, List<StepSeries> base) throws IOException {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (String name : IDENTITY) {
      Set<String> values =
          base.stream()
              .map(series -> series.labels().get(name))
              .filter(value -> !value.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));
      if (!values.isEmpty()) {
        String anyOf = values.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        matchers.add(LabelMatcher.of(name, Operator.REGEX, anyOf));
      }
    }
    if (matchers.isEmpty()) {
      return;
    }
    dataMatchers.values().forEach(matchers::addAll);
    matchers.addAll(nameMatchers);
    read(matchers, SelectorTimes.of(firstShift(argument), scope.grid()));
  }

  private void read(List<LabelMatcher> matchers, SelectorTimes times) throws IOException {
    TimeRange range = times.instantRange(context.lookbackMillis(), RangeEdges.PLAIN);
    List<Series> series = context.selections().selectNow(range, matchers);
    SeriesSource samples =
        new InstantSelection(series, times, InstantSelection.Aspect.TIMESTAMP, scope, context);
    Worker worker = new Worker();
    for (int i = 0; i < series.size(); i++) {
      StepColumn column = samples.column(i, worker);
      if (worker.buffer().hasHistograms()) {
        throw new QueryException(
            QueryException.Kind.EXECUTION,
            "this should be an info metric, with float samples: " + series.get(i).labels());
      }
      if (!column.isEmpty()) {
        Labels labels = series.get(i).labels();
        infosByIdentity
            .computeIfAbsent(labels.only(IDENTITY), _ -> new TreeMap<>())
            .computeIfAbsent(labels.metricName(), _ -> new ArrayList<>())
            .add(new Info(labels, column));
      }
    }
  }

  /// When the first selector in an expression looks: its own `@` and offset, or those of the
  /// subqueries around it.
  private static TimeShift firstShift(Expr expr) {
    return SelectorSearch.firstShift(expr).orElse(TimeShift.NONE);
  }

  private void requireUnambiguous() {
    for (Map<String, List<Info>> byName : infosByIdentity.values()) {
      for (List<Info> infos : byName.values()) {
        for (int step = 0; infos.size() > 1 && step < scope.grid().steps(); step++) {
          newest(infos, step);
        }
      }
    }
  }

  /// Index of the info series with the newest sample at a step; -1 if none has one.
  private static int newest(List<Info> infos, int step) {
    int newest = -1;
    for (int i = 0; i < infos.size(); i++) {
      StepColumn times = infos.get(i).times;
      if (!times.isPresent(step)) {
        continue;
      }
      if (newest >= 0 && infos.get(newest).times.value(step) == times.value(step)) {
        throw ambiguous(infos.get(newest), infos.get(i), step);
      }
      if (newest < 0 || infos.get(newest).times.value(step) < times.value(step)) {
        newest = i;
      }
    }
    return newest;
  }

  private static QueryException ambiguous(Info existing, Info other, int step) {
    long millis = Math.round(existing.times.value(step) * 1000);
    return new QueryException(
        QueryException.Kind.EXECUTION,
        "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
            .formatted(existing.labels, millis, other.labels, millis));
  }

  private void enrich(StepSeries series) {
    Map<String, List<Info>> byName =
        infosByIdentity.getOrDefault(series.labels().only(IDENTITY), Map.of());
    Map<List<Integer>, Optional<Labels>> known = new HashMap<>();
    List<List<Info>> candidates = List.copyOf(byName.values());
    for (int step = 0; step < series.column().steps(); step++) {
      if (!series.column().isPresent(step)) {
        continue;
      }
      List<Integer> chosen = new ArrayList<>();
      for (List<Info> infos : candidates) {
        chosen.add(newest(infos, step));
      }
      Optional<Labels> labels =
          known.computeIfAbsent(chosen, key -> combine(series.labels(), candidates, key));
      if (labels.isPresent()) {
        emit(labels.get(), series, step, step + 1);
      }
    }
  }

  /// The labels of a series with those of the chosen info series; nothing if a wanted label is
  /// nowhere.
  private Optional<Labels> combine(Labels base, List<List<Info>> candidates, List<Integer> chosen) {
    Map<String, String> added = new TreeMap<>();
    boolean anyInfo = false;
    for (int i = 0; i < chosen.size(); i++) {
      if (chosen.get(i) >= 0) {
        anyInfo = true;
        addData(candidates.get(i).get(chosen.get(i)).labels, base, added);
      }
    }
    if (!anyInfo && !absentIsFine()) {
      return Optional.empty();
    }
    Labels.Builder labels = base.toBuilder();
    added.forEach(labels::set);
    return Optional.of(labels.build());
  }

  private boolean absentIsFine() {
    return dataMatchers.values().stream()
        .flatMap(List::stream)
        .allMatch(LabelMatcher::matchesAbsent);
  }

  private void addData(Labels info, Labels base, Map<String, String> added) {
    info.forEach((name, value) -> {
      boolean wanted = dataMatchers.isEmpty() || dataMatchers.containsKey(name);
      if (name.equals(Labels.METRIC_NAME) || !wanted) {
        return;
      }
      if (!added.getOrDefault(name, value).equals(value)) {
        throw new QueryException(QueryException.Kind.EXECUTION, "conflicting label: " + name);
      }
      if (!base.has(name)) {
        added.put(name, value);
      }
    });
  }

  private void emit(Labels labels, StepSeries series, int fromStep, int toStep) {
    StepSeries output =
        outputs.computeIfAbsent(
            labels,
            key ->
                new StepSeries(
                    key, series.dropsName(), StepColumn.missing(series.column().steps())));
    for (int step = fromStep; step < toStep; step++) {
      if (series.column().isPresent(step)) {
        if (output.column().isPresent(step)) {
          throw SeriesMerging.sameLabels();
        }
        output.column().copy(step, series.column(), step);
      }
    }
  }
}
