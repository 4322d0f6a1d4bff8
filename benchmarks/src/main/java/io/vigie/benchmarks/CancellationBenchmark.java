package io.vigie.benchmarks;

import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.ActiveQuery;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.tsdb.Tsdb;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// How long expensive queries go on after they were stopped, by their deadline and by hand: for
/// each query the median and the longest of some tries, in milliseconds.
///
/// What a caller who leaves adds to that is the time until it is noticed: connections are looked at
/// twenty times a second.
public final class CancellationBenchmark {
  private static final int HOSTS = 1000;
  private static final int TRIES = 15;
  private static final long RANGE_MILLIS = Duration.ofHours(1).toMillis();
  private static final Duration TIMEOUT = Duration.ofMillis(60);

  private static final List<String> QUERIES =
      List.of(
          "count by (instance) ({__name__=~\".+\"})",
          "sum by (instance) (rate(node_cpu_seconds_total[1h]))",
          "quantile_over_time(0.5, node_cpu_seconds_total[1h])",
          "stddev_over_time(node_cpu_seconds_total[1h])",
          "max_over_time(sum by (instance) (rate(node_cpu_seconds_total[5m]))[1h:1s])",
          "node_cpu_seconds_total + on (instance, cpu, mode) node_cpu_seconds_total",
          "sort_desc(label_replace(node_cpu_seconds_total, \"a\", \"$1$1\", \"instance\","
              + " \"(.*)\"))",
          "max_over_time(quantile_over_time(0.5, vector(time())[1d:1s])[1d:1s])");

  private CancellationBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (Tsdb store = HostStore.open(HOSTS, Duration.ofHours(1))) {
      PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults(), Ticker.system());
      System.out.println("| query | deadline: median, longest | by hand: median, longest |");
      System.out.println("|---|---:|---:|");
      for (String query : QUERIES) {
        String deadline = row(afterDeadline(engine, query));
        String byHand = row(afterKill(engine, query));
        System.out.printf("| `%s` | %s | %s |%n", query.replace("|", "\\|"), deadline, byHand);
      }
    }
  }

  /// Nanoseconds from the end of the deadline to the answer.
  private static long[] afterDeadline(PromqlEngine engine, String query) {
    long[] late = new long[TRIES];
    for (int i = 0; i < TRIES; i++) {
      long begin = System.nanoTime();
      boolean stopped = run(engine, query, TIMEOUT);
      late[i] = stopped ? System.nanoTime() - begin - TIMEOUT.toNanos() : -1;
    }
    return late;
  }

  /// Nanoseconds from the order to stop to the answer.
  private static long[] afterKill(PromqlEngine engine, String query) throws Exception {
    long[] late = new long[TRIES];
    for (int i = 0; i < TRIES; i++) {
      CompletableFuture<Boolean> asked =
          CompletableFuture.supplyAsync(() -> run(engine, query, Duration.ofMinutes(1)));
      Thread.sleep(30 + 4L * i);
      long begin = System.nanoTime();
      engine.activeQueries().list().stream()
          .mapToLong(ActiveQuery::id)
          .forEach(id -> engine.activeQueries().cancel(id));
      late[i] = asked.get() ? System.nanoTime() - begin : -1;
    }
    return late;
  }

  /// Whether it was stopped rather than answered.
  private static boolean run(PromqlEngine engine, String query, Duration timeout) {
    QueryOptions options = QueryOptions.defaults().withTimeout(timeout).withFromCache(false);
    try {
      engine.range(
          query, HostStore.END_MILLIS - RANGE_MILLIS, HostStore.END_MILLIS, 10_000, options);
      return false;
    } catch (QueryException e) {
      return switch (e.kind()) {
        case TIMEOUT, CANCELED -> true;
        default -> throw e;
      };
    }
  }

  /// A query that was answered before it was stopped says nothing.
  private static String row(long[] lateNanos) {
    long[] stopped = Arrays.stream(lateNanos).filter(nanos -> nanos >= 0).sorted().toArray();
    return stopped.length == 0
        ? "answered before"
        : String.format(
            Locale.ROOT,
            "%.1f, %.1f",
            stopped[stopped.length / 2] / 1e6,
            stopped[stopped.length - 1] / 1e6);
  }
}
