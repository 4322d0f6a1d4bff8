package io.vigie.ingest.scrape;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.recognition.Stranger;
import io.vigie.ingest.scrape.SampleIntake.Taken;
import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.telemetry.Span;
import io.vigie.outbound.BodyBuffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scrapes one target again and again on a virtual thread of its own, so that nothing that a target
/// does delays another.
///
/// A failed scrape still writes: stale markers for everything that the target had, and the
/// automatic series. Stopping interrupts waiting and fetching, never the store.
final class ScrapeLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeLoop.class);

  private final Target target;
  private final ScrapeConfig config;
  private final ScrapeContext context;
  private final BodySource source;
  private final SampleIntake intake;
  private final MetadataCache metadata;
  private final ReportSeries report;
  private final Supplier<Optional<ScrapeFailure>> forcedFailure;
  private final Supplier<Optional<ScrapeFailureLog>> failureLog;
  private final ScrapeTimes times;
  private final String intervalText;

  private volatile LastScrape last = LastScrape.NONE;
  private long lastTimestampMillis;
  private long lastStartNanos;
  private boolean scrapedBefore;
  private @Nullable Kind probedKind;
  private Optional<Stranger> probed = Optional.empty();

  private final Object lock = new Object();
  // Guarded by the lock.
  private @Nullable Thread thread;
  private boolean stopped;
  private boolean interruptible;

  /// What a loop is made of.
  record Parts(
      Target target,
      ScrapeConfig config,
      BodySource source,
      SampleIntake intake,
      MetadataCache metadata,
      ReportSeries report) {}

  /// @param forcedFailure asked before each scrape; if there is one, nothing is fetched
  ScrapeLoop(
      Parts parts,
      ScrapeContext context,
      Supplier<Optional<ScrapeFailure>> forcedFailure,
      Supplier<Optional<ScrapeFailureLog>> failureLog) {
    this.target = parts.target();
    this.config = parts.config();
    this.source = parts.source();
    this.intake = parts.intake();
    this.metadata = parts.metadata();
    this.report = parts.report();
    this.context = context;
    this.forcedFailure = forcedFailure;
    this.failureLog = failureLog;
    this.times =
        new ScrapeTimes(
            target.interval().toMillis(), context.options().timestampTolerance().toMillis());
    this.intervalText = Durations.format(target.interval());
  }

  Target target() {
    return target;
  }

  LastScrape last() {
    return last;
  }

  Map<String, MetricMetadata> metadata() {
    return metadata.all();
  }

  /// Shows what an earlier loop for the same target knew, until the first scrape.
  void continueFrom(LastScrape earlier, long earlierTimestampMillis) {
    last = earlier;
    lastTimestampMillis = earlierTimestampMillis;
    scrapedBefore = earlier.start().isPresent();
  }

  void start() {
    synchronized (lock) {
      thread = Thread.ofVirtual().name("scrape-" + target.url().getAuthority()).start(this::run);
    }
  }

  /// Asks the loop to end; [#awaitEnd] waits for it.
  void stop() {
    synchronized (lock) {
      stopped = true;
      if (interruptible && thread != null) {
        thread.interrupt();
      }
    }
  }

  /// Waits until a stopped loop writes nothing any more, and returns what it leaves; nothing if it
  /// never scraped.
  Optional<Remains> awaitEnd() throws InterruptedException {
    Thread running;
    synchronized (lock) {
      running = thread;
    }
    if (running != null) {
      running.join();
    }
    return scrapedBefore
        ? Optional.of(
            new Remains(
                config, target, intake.cache(), metadata, report, last, lastTimestampMillis))
        : Optional.empty();
  }

  private void run() {
    try {
      long intervalNanos = target.interval().toNanos();
      Instant now = context.clock().instant();
      long sinceEpochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
      sleep(
          ScrapeTimes.offsetNanos(
              sinceEpochNanos, intervalNanos, target.spread() ^ context.options().offsetSeed()));
      long dueNanos = context.ticker().readNanos();
      while (true) {
        scrape(times.timestampMillis(context.clock().millis()));
        long nowNanos = context.ticker().readNanos();
        dueNanos = ScrapeTimes.nextNanos(dueNanos, nowNanos, intervalNanos);
        sleep(dueNanos - nowNanos);
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  private void sleep(long nanos) throws InterruptedException {
    beInterruptible();
    try {
      if (nanos > 0) {
        context.sleeper().sleep(nanos);
      }
    } finally {
      beUninterruptible();
    }
  }

  private void beInterruptible() throws InterruptedException {
    synchronized (lock) {
      if (stopped) {
        throw new InterruptedException();
      }
      interruptible = true;
    }
  }

  private void beUninterruptible() {
    synchronized (lock) {
      interruptible = false;
      boolean _ = Thread.interrupted(); // an interrupt that came too late must not reach the store
    }
  }

  private boolean isStopped() {
    synchronized (lock) {
      return stopped;
    }
  }

  /// One scrape, with everything that belongs to it.
  void scrape(long timestampMillis) throws InterruptedException {
    Span span = context.tracer().begin("scrape");
    span.set("scrape.job", config.jobName())
        .set("scrape.instance", target.publicLabels().get("instance"));
    span.run(() -> scrapeOnce(timestampMillis, span));
  }

  private void scrapeOnce(long timestampMillis, Span span) throws InterruptedException {
    Instant start = context.clock().instant();
    long startNanos = context.ticker().readNanos();
    if (scrapedBefore && lastStartNanos != 0) {
      context.meters().intervalLength.observe((startNanos - lastStartNanos) / 1e9, intervalText);
    }
    lastStartNanos = startNanos;
    BodyBuffer body = context.buffers().borrow();
    Outcome outcome;
    try {
      outcome = scrape(timestampMillis, startNanos, body);
    } finally {
      context.buffers().giveBack(body);
    }
    scrapedBefore = true;
    lastTimestampMillis = timestampMillis;
    Duration duration = Duration.ofNanos(context.ticker().readNanos() - startNanos);
    last = new LastScrape(Optional.of(start), duration, outcome.failure, outcome.taken.remark());
    outcome.failure.ifPresentOrElse(this::afterFailure, () -> probedKind = null);
    span.set("scrape.samples", outcome.taken.scraped());
    outcome.failure.ifPresent(failure -> span.fail(failure.message()));
  }

  /// @param bodySizeBytes -1 if the body was too large, 0 if there was none
  private record Outcome(Taken taken, Optional<ScrapeFailure> failure, long bodySizeBytes) {}

  private Outcome scrape(long timestampMillis, long startNanos, BodyBuffer body)
      throws InterruptedException {
    Appender appender = context.store().appender();
    Outcome outcome;
    boolean intakeBegan = false;
    boolean taken = false;
    try {
      String contentType = fetch(body);
      intakeBegan = true;
      Taken samples =
          intake.take(appender, body, contentType, timestampMillis, context.clock().millis());
      outcome = new Outcome(samples, source.trouble(), body.size());
      taken = true;
    } catch (ScrapeFailureException e) {
      outcome = failed(e.failure(), intakeBegan, body);
    } catch (RuntimeException e) {
      LOG.error("Scraping {} failed unexpectedly", target.url().getAuthority(), e);
      outcome = failed(ScrapeFailure.of(Kind.OTHER, "internal error: " + e), intakeBegan, body);
    }
    if (!taken) {
      appender.close();
      appender = context.store().appender();
      intake.fail(appender, timestampMillis, intakeBegan);
    }
    return commit(appender, timestampMillis, startNanos, outcome);
  }

  private Outcome failed(ScrapeFailure failure, boolean intakeBegan, BodyBuffer body)
      throws InterruptedException {
    if (isStopped()) {
      throw new InterruptedException();
    }
    boolean tooLarge = failure.message().equals(HttpSource.BODY_SIZE_LIMIT_EXCEEDED);
    return new Outcome(
        intakeBegan ? intake.taken() : Taken.NOTHING,
        Optional.of(failure),
        tooLarge ? -1 : intakeBegan ? body.size() : 0);
  }

  private String fetch(BodyBuffer body) throws ScrapeFailureException, InterruptedException {
    Optional<ScrapeFailure> forced = forcedFailure.get();
    if (forced.isPresent()) {
      throw new ScrapeFailureException(forced.get());
    }
    beInterruptible();
    try {
      return source.fetch(body);
    } finally {
      beUninterruptible();
    }
  }

  private Outcome commit(
      Appender appender, long timestampMillis, long startNanos, Outcome outcome) {
    try (appender) {
      double durationSeconds = (context.ticker().readNanos() - startNanos) / 1e9;
      Taken taken = outcome.taken;
      report.append(
          appender,
          timestampMillis,
          outcome.failure.isEmpty() ? 1 : 0,
          durationSeconds,
          taken.scraped(),
          taken.added(),
          taken.seriesAdded(),
          target.timeout().toNanos() / 1e9,
          (double) config.limits().samples(),
          (double) outcome.bodySizeBytes);
      appender.commit();
      return outcome;
    } catch (IOException | RuntimeException e) {
      context.meters().commitsFailed.increment();
      if (context.meters().mayLogFailedCommit(context.ticker().readNanos())) {
        LOG.warn(
            "What {} said could not be stored, and perhaps what others said: {}",
            target.url().getAuthority(),
            e.toString());
      }
      ScrapeFailure failure =
          ScrapeFailure.of(
              Kind.STORE,
              "the samples could not be stored: " + e.getMessage(),
              "look at the server's own log and its disk");
      return new Outcome(outcome.taken, Optional.of(failure), outcome.bodySizeBytes);
    }
  }

  private void afterFailure(ScrapeFailure failure) {
    explain(failure);
    failureLog
        .get()
        .ifPresent(log ->
            log.write(
                context.clock().instant(),
                config.jobName(),
                target.url().toString(),
                last.failure().orElse(failure).text()));
  }

  /// Asks once in a row of failures who it is that does not speak HTTP.
  private void explain(ScrapeFailure failure) {
    if (failure.kind() != Kind.NOT_HTTP || isThroughProxy() || target.isInProcess()) {
      return;
    }
    if (probedKind != failure.kind()) {
      probedKind = failure.kind();
      probed = probe();
    }
    probed.ifPresent(stranger -> last = last.withFailure(failure.explainedBy(stranger)));
  }

  private Optional<Stranger> probe() {
    try {
      beInterruptible();
      try {
        return context.recognition().recognise(target.url());
      } finally {
        beUninterruptible();
      }
    } catch (InterruptedException e) {
      return Optional.empty(); // stopped, which the next sleep finds out
    }
  }

  private boolean isThroughProxy() {
    return config.http().proxy().url().isPresent()
        || config.http().proxy().fromEnvironment()
        || target.unixSocket().isPresent();
  }
}
