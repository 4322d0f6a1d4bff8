package io.vigie.rules.unittest;

import io.vigie.config.yaml.Durations;
import io.vigie.model.metric.Appender;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.script.HistogramNotation;
import io.vigie.promql.script.ScriptStore;
import io.vigie.promql.script.SequenceValue;
import io.vigie.promql.script.SeriesLine;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.AlertState;
import io.vigie.rules.evaluation.AlertStatus;
import io.vigie.rules.evaluation.ExtraEvaluations;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleGroup.Setting;
import io.vigie.rules.evaluation.RuleMeters;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.evaluation.RuleQuery;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.template.RuleTemplates;
import io.vigie.rules.unittest.RuleTest.AlertCase;
import io.vigie.rules.unittest.RuleTest.ExpectedAlert;
import io.vigie.rules.unittest.RuleTest.ExpectedSample;
import io.vigie.rules.unittest.RuleTest.ExpressionCase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Plays one test: data come in as time goes by, rules are evaluated, and what they say is
/// compared.
final class RuleTestPlay {
  private final RuleTestFile file;
  private final RuleTest test;
  private final RuleTestOptions options;
  private final ScriptStore store = new ScriptStore();
  private final PromqlEngine engine;
  private final List<RuleGroup> groups = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int loadedSteps;

  RuleTestPlay(
      RuleTestFile file,
      RuleTest test,
      List<RuleFile> rules,
      RuleTestOptions options,
      Ticker ticker) {
    this.file = file;
    this.test = test;
    this.options = options;
    EngineOptions engineOptions =
        EngineOptions.defaults()
            .withFeatures(options.features())
            .withDefaultSubqueryStep(file.evaluationInterval());
    this.engine = new PromqlEngine(store, engineOptions, ticker);
    RuleContext context = context(ticker);
    for (RuleFile ruleFile : rules) {
      for (GroupDefinition group : ruleFile.groups()) {
        groups.add(group(ruleFile.name(), group, context));
      }
    }
    groups.sort(Comparator.comparingInt(this::order));
  }

  private int order(RuleGroup group) {
    return Math.max(0, file.groupOrder().indexOf(group.setting().definition().name()));
  }

  private RuleContext context(Ticker ticker) {
    return new RuleContext(
        store,
        RuleQuery.of(engine),
        new RuleTemplates(RuleQuery.forTemplates(engine), test.externalUrl(), test::externalLabels),
        _ -> {},
        AlertMemory.none(),
        test.externalUrl().toString(),
        RuleOptions.DEFAULT,
        new RuleMeters(Meters.NONE),
        ticker,
        new ExtraEvaluations(0));
  }

  private RuleGroup group(String ruleFile, GroupDefinition definition, RuleContext context) {
    Duration interval = definition.interval().orElse(test.interval());
    Duration offset = definition.queryOffset().orElse(Duration.ZERO);
    RuleGroup group = new RuleGroup(new Setting(ruleFile, definition, interval, offset), context);
    group.beginAnew();
    return group;
  }

  /// @return what failed
  List<String> play() throws IOException {
    long end = test.end().toMillis();
    long step = file.evaluationInterval().toMillis();
    for (long at = 0; at <= end; at += step) {
      load(at);
      if (!evaluate(at)) {
        return failures;
      }
      checkAlerts(at, at + step);
    }
    load(end);
    test.expressionCases().forEach(this::check);
    return failures;
  }

  /// Writes the data up to a time.
  private void load(long atMillis) throws IOException {
    try (Appender appender = store.appender()) {
      for (; loadedSteps * test.interval().toMillis() <= atMillis; loadedSteps++) {
        for (SeriesLine series : test.data()) {
          if (loadedSteps < series.values().size()) {
            write(series, appender);
          }
        }
      }
      appender.commit();
    }
  }

  private void write(SeriesLine series, Appender appender) {
    long timestampMillis = test.startMillis() + loadedSteps * test.interval().toMillis();
    long reference = appender.reference(series.labels());
    switch (series.values().get(loadedSteps)) {
      case SequenceValue.Gap _ -> {}
      case SequenceValue.FloatValue(double value) ->
          appender.append(reference, timestampMillis, value);
      case SequenceValue.HistogramValue(var histogram, _) ->
          appender.append(reference, timestampMillis, histogram);
    }
  }

  /// @return whether all went well
  private boolean evaluate(long atMillis) {
    for (RuleGroup group : groups) {
      group.evaluate(test.startMillis() + atMillis, false);
      for (RuleStatus rule : group.status().rules()) {
        if (!rule.lastError().isEmpty()) {
          failures.add(
              "    rule: %s, time: %s, err: %s"
                  .formatted(rule.definition().name(), time(atMillis), rule.lastError()));
        }
      }
    }
    return failures.isEmpty();
  }

  private static String time(long millis) {
    return Durations.format(Duration.ofMillis(millis));
  }

  /// Compares the alerts that are asked for between two evaluations.
  private void checkAlerts(long fromMillis, long toMillisExclusive) {
    for (AlertCase wanted : test.alertCases()) {
      long at = wanted.at().toMillis();
      if (at >= fromMillis && at < toMillisExclusive) {
        compare(
            "    alertname: %s, time: %s, ".formatted(wanted.alertName(), time(at)),
            wanted.alerts(),
            firing(wanted.alertName()),
            Object::equals);
      }
    }
  }

  private List<ExpectedAlert> firing(String alertName) {
    return groups.stream()
        .flatMap(group -> group.status().rules().stream())
        .filter(rule -> rule.definition().name().equals(alertName))
        .flatMap(rule -> rule.alerts().stream())
        .filter(alert -> alert.state() == AlertState.FIRING)
        .map(RuleTestPlay::seen)
        .toList();
  }

  private static ExpectedAlert seen(AlertStatus alert) {
    return new ExpectedAlert(alert.labels(), alert.annotations());
  }

  private void check(ExpressionCase wanted) {
    String where =
        "    expr: %s, time: %s, "
            .formatted(GoText.quote(wanted.expression()), time(wanted.at().toMillis()));
    try {
      long at = test.startMillis() + wanted.at().toMillis();
      List<ExpectedSample> answer =
          RuleQuery.forTemplates(engine).ask(wanted.expression(), at).stream()
              .map(RuleTestPlay::seen)
              .toList();
      compare(where, wanted.samples(), answer, this::isSame);
    } catch (QueryException e) {
      failures.add(where + "err: " + e.getMessage());
    }
  }

  private static ExpectedSample seen(VectorElement element) {
    Optional<String> histogram = element.histogram().map(HistogramNotation::print);
    return new ExpectedSample(element.labels(), element.value(), histogram);
  }

  private boolean isSame(ExpectedSample wanted, ExpectedSample got) {
    return wanted.labels().equals(got.labels())
        && wanted.histogram().equals(got.histogram())
        && (wanted.histogram().isPresent() || isSame(wanted.value(), got.value()));
  }

  private boolean isSame(double wanted, double got) {
    return wanted == got
        || (Double.isNaN(wanted) && Double.isNaN(got))
        || (file.fuzzy() && (Math.nextUp(wanted) == got || Math.nextDown(wanted) == got));
  }

  private <T extends Comparable<T>> void compare(
      String where, List<T> wanted, List<T> got, BiPredicate<T, T> same) {
    List<T> wantedSorted = wanted.stream().sorted().toList();
    List<T> gotSorted = got.stream().sorted().toList();
    boolean equal = wantedSorted.size() == gotSorted.size();
    for (int i = 0; equal && i < wantedSorted.size(); i++) {
      equal = same.test(wantedSorted.get(i), gotSorted.get(i));
    }
    if (!equal) {
      failures.add(where + Mismatches.describe(wantedSorted, gotSorted, options.diff()));
    }
  }
}
