package io.vigie.server.query;

import io.vigie.config.file.LineFile;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryListener;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.QueryStatistics.Timings;
import io.vigie.promql.value.StepGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts and times every query under the names that Prometheus gives it, and writes each to the
/// file of `global.query_log_file` where there is one. Thread-safe.
public final class QueryTelemetry implements QueryListener, AutoCloseable {
  private static final Logger SLOW = LoggerFactory.getLogger("io.vigie.server.query.slow");
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_TEXT = 2000;

  private final InstantSource clock;
  private final Meters meters;
  private final Meters.Distribution quantiles;
  private final Meters.Distribution durations;
  private final Meters.Counter samples;
  private final Meters.Counter logFailures;
  private volatile @Nullable LineFile log;

  public QueryTelemetry(InstantSource clock, Meters meters) {
    this.clock = clock;
    this.meters = meters;
    this.quantiles =
        meters.summary("prometheus_engine_query_duration_seconds", "Query timings.", "slice");
    this.durations =
        meters.distribution(
            "prometheus_engine_query_duration_histogram_seconds", "Query timings.", "slice");
    this.samples =
        meters.counter(
            "prometheus_engine_query_samples_total", "Samples looked at by all queries.");
    this.logFailures =
        meters.counter(
            "prometheus_engine_query_log_failures_total",
            "Queries that could not be written to the query log.");
    meters.gaugeOf(
        "prometheus_engine_query_log_enabled",
        "Whether queries are written to a file.",
        () -> log == null ? 0 : 1);
  }

  /// Shows how busy an engine is.
  public void watch(PromqlEngine engine) {
    meters.gaugeOf(
        "prometheus_engine_queries",
        "Queries that run or wait now.",
        () -> engine.activeQueries().list().size());
    meters.gaugeOf(
        "prometheus_engine_queries_concurrent_max",
        "Queries that may run at once.",
        () -> engine.options().maxConcurrency());
  }

  /// Opens a log, for [#logTo].
  ///
  /// @throws IOException if the file cannot be written; the message names it
  public static Optional<LineFile> open(Optional<Path> file) throws IOException {
    return file.isPresent()
        ? Optional.of(LineFile.open("query_log_file", file.get()))
        : Optional.empty();
  }

  /// Logs queries there, or nowhere, from now on, and closes the log before it.
  public void logTo(Optional<LineFile> next) {
    LineFile previous = log;
    log = next.orElse(null);
    if (previous != null) {
      previous.close();
    }
  }

  @Override
  public void answered(String query, StepGrid grid, QueryStatistics statistics) {
    Timings timings = statistics.timings();
    observe("queue_time", timings.queueNanos());
    observe("prepare_time", timings.preparationNanos());
    observe("inner_eval", timings.computationNanos());
    observe("result_sort", timings.sortNanos());
    samples.add((double) statistics.totalSamples());
    tellIfSlow(query, statistics.totalSamples(), timings.totalNanos());
    write(query, grid, statistics, Optional.empty());
  }

  @Override
  public void failed(String query, StepGrid grid, QueryException failure, long tookNanos) {
    Timings timings = new Timings(0, 0, 0, 0, 0, tookNanos);
    tellIfSlow(query, 0, tookNanos);
    QueryStatistics statistics = new QueryStatistics(timings, 0, 0, 0, QueryStatistics.Steps.NONE);
    write(query, grid, statistics, Optional.of(failure));
  }

  /// What queries cost is wanted to be known without asking for the log of all.
  private static void tellIfSlow(String query, long samples, long tookNanos) {
    if (tookNanos < SLOW_NANOS) {
      return;
    }
    SLOW.atWarn()
        .addKeyValue(
            "query", query.length() > MAX_TEXT ? query.substring(0, MAX_TEXT) + "…" : query)
        .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(tookNanos))
        .addKeyValue("samples", samples)
        .addKeyValue(
            "caller", QueryOrigin.CURRENT.isBound() ? QueryOrigin.CURRENT.get().toString() : "")
        .log("slow query");
  }

  private void observe(String slice, long nanos) {
    quantiles.observe(nanos / 1e9, slice);
    durations.observe(nanos / 1e9, slice);
  }

  private void write(
      String query, StepGrid grid, QueryStatistics statistics, Optional<QueryException> failure) {
    LineFile file = log;
    if (file != null
        && !file.write(QueryLogLine.of(clock.instant(), query, grid, statistics, failure))) {
      logFailures.increment();
    }
  }

  @Override
  public void close() {
    logTo(Optional.empty());
  }
}
