package io.vigie.benchmarks;

import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryResult;
import io.vigie.tsdb.Tsdb;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Milliseconds per query for each kind of node, over 1 000 hosts of 100 series each and one hour
/// at 15 s: range queries with 61 steps of a minute, and instant queries at the end.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
public class QueryBenchmark {
  private static final int HOSTS = 1000;
  private static final long STEP_MILLIS = Duration.ofMinutes(1).toMillis();

  @Param({
    "node_load5",
    "sum by (mode) (rate(node_cpu_seconds_total[5m]))",
    "sum by (instance) (increase(node_network_receive_bytes_total[5m]))",
    "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
    "sum by (instance, mode) (rate(node_cpu_seconds_total{mode!=\"idle\"}[5m]))"
        + " / on (instance) group_left () count by (instance) (node_cpu_seconds_total)",
    "count by (instance) ({__name__=~\"node_.+\"})",
    "topk(5, node_memory_MemAvailable_bytes)",
    "quantile(0.9, node_load1)",
    "max_over_time(sum by (handler) (rate(http_request_duration_seconds_count[5m]))[30m:1m])",
    "quantile_over_time(0.95, node_load1[10m])",
    "stddev_over_time(node_load1[10m])",
    "avg_over_time(node_load1[10m])",
    "deriv(node_memory_MemFree_bytes[10m])",
    "irate(node_disk_io_time_total[1m])",
    "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    "node_filesystem_avail_bytes / on (instance, mountpoint) node_filesystem_size_bytes < 0.5",
    "avg by (dc) (node_load1{instance=~\"host-0[0-4].+\"})",
    "label_replace(node_load1, \"host\", \"$1\", \"instance\", \"(.*):.*\")",
    "node_load1 and on (instance) node_load5 > 2"
  })
  public String query = "";

  private int refreshes;
  private final Tsdb store;
  private final PromqlEngine engine;

  public QueryBenchmark() {
    try {
      store = HostStore.open(HOSTS, Duration.ofHours(1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    engine = new PromqlEngine(store, EngineOptions.defaults(), Ticker.system());
  }

  /// Fails at once if a query has no answer: it would be fast for nothing.
  @Setup
  public void check() {
    if (range().statistics().totalSamples() == 0) {
      throw new IllegalStateException("no samples: " + query);
    }
  }

  @Benchmark
  public QueryResult instant() {
    return engine.instant(query, HostStore.END_MILLIS, QueryOptions.defaults());
  }

  @Benchmark
  public QueryResult range() {
    return engine.range(
        query,
        HostStore.END_MILLIS - Duration.ofHours(1).toMillis(),
        HostStore.END_MILLIS,
        STEP_MILLIS,
        QueryOptions.defaults().withFromCache(false));
  }

  /// The window moves on by a step each time, and the cache has the rest.
  @Benchmark
  public QueryResult refresh() {
    refreshes = (refreshes + 1) % 30;
    return engine.range(
        query,
        HostStore.END_MILLIS - (90 - refreshes) * STEP_MILLIS,
        HostStore.END_MILLIS - (30 - refreshes) * STEP_MILLIS,
        STEP_MILLIS,
        QueryOptions.defaults());
  }

  @TearDown
  public void close() throws IOException {
    store.close();
  }
}
