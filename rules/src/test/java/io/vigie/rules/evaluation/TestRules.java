package io.vigie.rules.evaluation;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.RuleGroup.Setting;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.template.AlertTexts;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A store, a clock and a sink, and groups of rules between them.
public final class TestRules {
  public final FakeClock clock = new FakeClock();
  public final InMemoryMetricStore store = new InMemoryMetricStore();
  public final InMemoryStateStore states = new InMemoryStateStore(clock);
  public final List<Alert> sent = new ArrayList<>();
  public RuleOptions options = RuleOptions.DEFAULT;
  public Duration interval = Duration.ofMinutes(1);
  public Duration queryOffset = Duration.ZERO;

  public RuleContext context() {
    PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults(), clock);
    return new RuleContext(
        store,
        RuleQuery.of(engine),
        AlertTexts.AS_WRITTEN,
        this::send,
        new AlertMemory(states, options.outageTolerance()),
        "http://vigie",
        options,
        new RuleMeters(Meters.NONE),
        clock,
        new ExtraEvaluations(options.maxConcurrentEvaluations()));
  }

  private void send(List<Alert> alerts) {
    synchronized (sent) {
      sent.addAll(alerts);
    }
  }

  public static RuleFile file(String rules) {
    return new RuleFileReader(RuleFileOptions.DEFAULT).parse("rules.yml", rules);
  }

  /// A group of rules, given without indentation.
  public RuleGroup group(String rules) {
    return groupOf("groups:\n- name: g\n  rules:\n" + rules.indent(2));
  }

  public RuleGroup groupOf(String file) {
    Setting setting =
        new Setting("rules.yml", file(file).groups().getFirst(), interval, queryOffset);
    RuleGroup group = new RuleGroup(setting, context());
    group.beginAnew();
    return group;
  }

  /// The same group as after a restart of the process.
  public RuleGroup restarted(RuleGroup group) {
    RuleContext context = context();
    context.memory().load();
    RuleGroup again = new RuleGroup(group.setting(), context);
    again.recall();
    return again;
  }

  public long now() {
    return clock.instant().toEpochMilli();
  }

  /// Writes a sample at the current time.
  public void write(Labels labels, double value) {
    try (Appender appender = store.appender()) {
      appender.append(appender.reference(labels), now(), value);
      appender.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Evaluates now, then lets one interval pass.
  public void tick(RuleGroup group) {
    group.evaluate(now(), true);
    clock.advance(interval);
  }

  /// All samples of a metric as `{labels} offset=value`, the offset in seconds from the start of
  /// the clock.
  public List<String> stored(String metric) {
    List<LabelMatcher> matchers = List.of(LabelMatcher.equal(Labels.METRIC_NAME, metric));
    try (Selection selection = store.select(TimeRange.ALWAYS, matchers)) {
      List<String> lines = new ArrayList<>();
      for (Series series : selection.series()) {
        lines.add(describe(series));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Series series) throws IOException {
    long start = new FakeClock().instant().toEpochMilli();
    SampleBuffer samples = new SampleBuffer();
    series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
    StringBuilder line =
        new StringBuilder(series.labels().without(List.of(Labels.METRIC_NAME)).toString());
    for (int i = 0; i < samples.size(); i++) {
      double value = samples.values()[i];
      line.append(' ').append((samples.timestampsMillis()[i] - start) / 1000).append('=');
      line.append(Staleness.isMarker(value) ? "stale" : String.valueOf(value));
    }
    return line.toString();
  }
}
