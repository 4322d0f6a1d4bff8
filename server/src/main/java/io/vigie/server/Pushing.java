package io.vigie.server;

import io.vigie.ingest.history.HistoryImport;
import io.vigie.ingest.influx.InfluxReceiver;
import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.push.PushConfig;
import io.vigie.ingest.pushgateway.Pushgateway;
import io.vigie.ingest.scrape.ScrapeLimits;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The ways in that wait for others to push, and that the section `vigie.push` opens.
final class Pushing implements AutoCloseable {
  /// Well within the five minutes for which a query looks back.
  private static final Duration MAX_INTERVAL = Duration.ofMinutes(2);

  private final Pushgateway pushgateway;
  private final HistoryImport history;
  private final InfluxReceiver influx;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("pushgateway").factory());
  private volatile PushConfig config = PushConfig.NONE;
  private volatile LabelLimits limits = LabelLimits.NONE;
  private volatile Duration interval = MAX_INTERVAL;
  private boolean started;

  Pushing(MetricStore store, StateStore state, InstantSource clock, Meters meters) {
    this.pushgateway = new Pushgateway(store, state, clock, () -> limits, meters);
    this.influx = new InfluxReceiver(store, clock, () -> limits, meters);
    this.history = new HistoryImport(store, clock, () -> limits, meters);
  }

  /// Which ways are open now.
  PushConfig config() {
    return config;
  }

  Pushgateway pushgateway() {
    return pushgateway;
  }

  HistoryImport history() {
    return history;
  }

  InfluxReceiver influx() {
    return influx;
  }

  /// What those who push say about their metrics.
  Map<String, MetricMetadata> metadata() {
    return pushgateway.metadata().all();
  }

  /// Makes ready what a configuration needs, before anything changes.
  ///
  /// @throws IOException if what was pushed before a restart cannot be read
  void prepare(VigieConfig next) throws IOException {
    if (next.push().pushgateway()) {
      pushgateway.load();
    }
  }

  /// Opens and closes ways as the configuration says; [#prepare] comes first.
  synchronized void apply(VigieConfig next) {
    limits = limits(next);
    Duration scrapeInterval = next.global().scrape().scrapeInterval();
    interval = scrapeInterval.compareTo(MAX_INTERVAL) < 0 ? scrapeInterval : MAX_INTERVAL;
    config = next.push();
    if (!started) {
      started = true;
      schedule(Duration.ZERO);
    }
  }

  /// Those that hold for scraped series hold for pushed ones.
  static LabelLimits limits(VigieConfig config) {
    ScrapeLimits scraped = config.global().scrape().limits();
    return new LabelLimits(scraped.labels(), scraped.labelNameLength(), scraped.labelValueLength());
  }

  private void schedule(Duration delay) {
    var _ = rounds.schedule(this::round, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      if (config.pushgateway()) {
        pushgateway.refresh();
      }
    } finally {
      schedule(interval);
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
