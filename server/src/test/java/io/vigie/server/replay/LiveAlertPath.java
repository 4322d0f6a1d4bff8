package io.vigie.server.replay;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.state.StateEntry;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.ExtraEvaluations;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleMeters;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.evaluation.RuleQuery;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.rules.schedule.Rules;
import io.vigie.rules.template.RuleTemplates;
import io.vigie.server.alerting.AlertRelay;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Rules and notifications as a server runs them, rule groups on threads of their own, on a clock
/// that goes from one due instant to the next.
final class LiveAlertPath implements AutoCloseable {
  private static final int SAMPLES_PER_VALUE = 4;
  private static final long SAMPLE_MILLIS = 15_000;

  final FakeClock clock = new FakeClock();
  final InMemoryMetricStore store = new InMemoryMetricStore();
  private final long begin = clock.millis();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);
  private final InMemoryEventLog events = new InMemoryEventLog();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Alerting alerting;
  private final Rules rules;
  private final int groupCount;

  /// The instants that rule groups wait for. Guarded by itself.
  private final Map<Thread, Long> waiting = new HashMap<>();

  LiveAlertPath(RuleSet ruleSet, AlertmanagerConfig routing, Labels externalLabels)
      throws IOException {
    alerting =
        new Alerting(
            AlertingOptions.DEFAULT,
            new Pipeline.Surroundings(
                state,
                events,
                clock,
                clock::advance,
                executor,
                Meters.NONE,
                AlertingOptions.DEFAULT.retention()),
            Runnable::run);
    alerting.start(routing, _ -> _ -> new Outcome.Delivered("replayed"));
    AlertRelay relay = new AlertRelay(List.of(alerting));
    relay.prepareWith(externalLabels, Relabelling.NONE);
    rules = new Rules(context(relay), clock, this::await, alerting::allowNotifications);
    groupCount = ruleSet.settings().size();
    rules.apply(ruleSet);
  }

  private RuleContext context(AlertRelay relay) {
    PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults(), clock);
    return new RuleContext(
        store,
        RuleQuery.of(engine),
        new RuleTemplates(
            RuleQuery.forTemplates(engine), URI.create("http://vigie"), () -> Labels.EMPTY),
        relay,
        new AlertMemory(state, Duration.ofHours(1)),
        "http://vigie",
        RuleOptions.DEFAULT,
        new RuleMeters(Meters.NONE),
        clock,
        new ExtraEvaluations(0));
  }

  private void await(long instantMillis) throws InterruptedException {
    synchronized (waiting) {
      waiting.put(Thread.currentThread(), instantMillis);
      waiting.notifyAll();
      try {
        while (clock.millis() < instantMillis) {
          waiting.wait();
        }
      } finally {
        waiting.remove(Thread.currentThread());
      }
    }
  }

  long beginMillis() {
    return begin;
  }

  /// A silence on an alert, from so long after the beginning.
  void silence(String alertName, Duration after, Duration length) throws Exception {
    long start = begin + after.toMillis();
    alerting
        .silences()
        .set(
            new Silence(
                "",
                List.of(MatcherSyntax.FALLBACK.parse("alertname=" + alertName)),
                start,
                start + length.toMillis(),
                0,
                "ann",
                "deploy",
                Map.of()));
  }

  /// Stores the value of each minute, four times, before it is asked for.
  void load(String job, double... values) throws IOException {
    try (Appender appender = store.appender()) {
      long series = appender.reference(Labels.of("__name__", "load", "job", job));
      for (int i = 0; i < SAMPLES_PER_VALUE * values.length; i++) {
        appender.append(series, begin + i * SAMPLE_MILLIS, values[i / SAMPLES_PER_VALUE]);
      }
      appender.commit();
    }
  }

  void runUntil(Duration end) throws InterruptedException {
    long endMillis = begin + end.toMillis();
    while (true) {
      long due = nextEvaluation();
      long tick = alerting.tick().toEpochMilli();
      long next = Math.min(due, Math.max(tick, clock.millis() + 1));
      if (next > endMillis) {
        break;
      }
      synchronized (waiting) {
        clock.set(Instant.ofEpochMilli(next));
        waiting.notifyAll();
      }
    }
    clock.set(Instant.ofEpochMilli(endMillis));
  }

  /// When the next group is due, as soon as all groups wait for later.
  private long nextEvaluation() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.values().stream().filter(at -> at > clock.millis()).count() < groupCount) {
        waiting.wait();
      }
      return waiting.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }
  }

  List<StateEntry> silences() throws IOException {
    return alerting.silences().stored();
  }

  /// Who was told, and what kept alerts quiet.
  List<HistoryEvent> history() {
    List<HistoryEvent> all = new ArrayList<>();
    for (String kind : List.of("notification", "alert")) {
      events.query(kind, TimeRange.ALWAYS, List.of(), Integer.MAX_VALUE).stream()
          .filter(event -> !event.kind().matches("alert\\.(fired|resolved)"))
          .map(HistoryEvent::of)
          .forEach(all::add);
    }
    return all;
  }

  int sampleCount() throws IOException {
    SampleBuffer samples = new SampleBuffer();
    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      for (Series series : selection.series()) {
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
      }
    }
    return samples.size();
  }

  @Override
  public void close() {
    rules.close();
    alerting.close();
    executor.close();
  }
}
