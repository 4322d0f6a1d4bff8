package io.vigie.server;

import io.vigie.ingest.custom.CustomMetrics;
import io.vigie.ingest.graphite.GraphiteReceiver;
import io.vigie.ingest.history.HistoryImport;
import io.vigie.ingest.influx.InfluxReceiver;
import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.listen.ListenerConfig;
import io.vigie.ingest.listen.NameMapping;
import io.vigie.ingest.push.PushConfig;
import io.vigie.ingest.pushgateway.Pushgateway;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.scrape.ScrapeLimits;
import io.vigie.ingest.statsd.StatsdReceiver;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways in that wait for others to push, and that the section `vigie.push` opens.
final class Pushing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);

  /// Well within the five minutes for which a query looks back.
  private static final Duration MAX_INTERVAL = Duration.ofMinutes(2);

  private final Pushgateway pushgateway;
  private final CustomMetrics custom;
  private final HistoryImport history;
  private final InfluxReceiver influx;
  private final StatsdReceiver statsd;
  private final LineListening graphiteListening;
  private final LineListening statsdListening;
  private final ScheduledExecutorService rounds =
      Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("push-rounds").factory());
  private volatile PushConfig config = PushConfig.NONE;
  private volatile PushRules rules = PushRules.NONE;
  private volatile Duration interval = MAX_INTERVAL;
  private boolean started;

  /// @param networkTrusted whether listeners may be reached from other machines
  Pushing(
      MetricStore store,
      StateStore state,
      InstantSource clock,
      boolean networkTrusted,
      Meters meters) {
    pushgateway = new Pushgateway(store, state, clock, () -> rules, meters);
    custom = new CustomMetrics(store, state, clock, () -> rules.limits(), meters);
    history = new HistoryImport(store, clock, () -> rules, meters);
    influx = new InfluxReceiver(store, clock, () -> rules, meters);
    GraphiteReceiver graphite =
        new GraphiteReceiver(store, clock, () -> rules, mapping(() -> config.graphite()), meters);
    statsd =
        new StatsdReceiver(
            store,
            clock,
            () -> rules,
            mapping(() -> config.statsd()),
            () -> config.statsd().map(ListenerConfig::buckets).orElse(List.of()),
            meters);
    graphiteListening = new LineListening("graphite", graphite, networkTrusted);
    statsdListening = new LineListening("statsd", statsd, networkTrusted);
  }

  private static Supplier<NameMapping> mapping(Supplier<Optional<ListenerConfig>> listener) {
    return () -> listener.get().map(ListenerConfig::mapping).orElse(NameMapping.NONE);
  }

  /// Which ways are open now.
  PushConfig config() {
    return config;
  }

  /// What happens to the labels of whatever is pushed, by remote write and OTLP too.
  PushRules rules() {
    return rules;
  }

  Pushgateway pushgateway() {
    return pushgateway;
  }

  CustomMetrics custom() {
    return custom;
  }

  HistoryImport history() {
    return history;
  }

  InfluxReceiver influx() {
    return influx;
  }

  /// The port on which Graphite's lines are taken, if they are.
  OptionalInt graphitePort() {
    return graphiteListening.port();
  }

  /// The port on which StatsD is taken, if it is.
  OptionalInt statsdPort() {
    return statsdListening.port();
  }

  /// What those who push say about their metrics.
  Map<String, MetricMetadata> metadata() {
    Map<String, MetricMetadata> all = new TreeMap<>(custom.metadata().all());
    all.putAll(pushgateway.metadata().all());
    return all;
  }

  /// Makes ready what a configuration needs, before anything else changes.
  ///
  /// @throws IOException if what was pushed before a restart cannot be read, or a port not be
  ///   listened on
  void prepare(VigieConfig next) throws IOException {
    if (next.push().pushgateway()) {
      pushgateway.load();
    }
    graphiteListening.prepare(next.push().graphite());
    statsdListening.prepare(next.push().statsd());
  }

  /// Opens and closes ways as the configuration says; [#prepare] comes first.
  synchronized void apply(VigieConfig next) {
    rules = new PushRules(relabelling(next.push()), limits(next));
    Duration scrapeInterval = next.global().scrape().scrapeInterval();
    interval = scrapeInterval.compareTo(MAX_INTERVAL) < 0 ? scrapeInterval : MAX_INTERVAL;
    config = next.push();
    graphiteListening.apply(config.graphite());
    statsdListening.apply(config.statsd());
    if (!started) {
      started = true;
      repeat(Duration.ZERO, this::refresh);
      repeat(Duration.ZERO, this::flush);
    }
  }

  /// The same as before if the rules are: what is known of series is forgotten with it.
  private Relabelling relabelling(PushConfig next) {
    return next.metricRelabelRules().equals(config.metricRelabelRules())
        ? rules.relabelling()
        : Relabelling.of(next.metricRelabelRules());
  }

  /// Those that hold for scraped series hold for pushed ones.
  private static LabelLimits limits(VigieConfig config) {
    ScrapeLimits scraped = config.global().scrape().limits();
    return new LabelLimits(scraped.labels(), scraped.labelNameLength(), scraped.labelValueLength());
  }

  /// @param round answers after how long it wants to come again
  private void repeat(Duration delay, Supplier<Duration> round) {
    var _ =
        rounds.schedule(() -> repeat(once(round), round), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A round that fails is no reason not to come again.
  private static Duration once(Supplier<Duration> round) {
    try {
      return round.get();
    } catch (RuntimeException e) {
      LOG.error("what was pushed could not be written again this time", e);
      return MAX_INTERVAL;
    }
  }

  private Duration refresh() {
    if (config.pushgateway()) {
      pushgateway.refresh();
    }
    custom.refresh();
    return interval;
  }

  private Duration flush() {
    Optional<ListenerConfig> listener = config.statsd();
    if (listener.isPresent()) {
      statsd.flush();
    }
    return listener.map(ListenerConfig::flushInterval).orElse(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    graphiteListening.close();
    statsdListening.close();
    rounds.shutdownNow();
    if (config.statsd().isPresent()) {
      statsd.flush();
    }
  }
}
