package io.vigie.promql.eval;

import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// The queries that took longest in the last hour. Thread-safe.
///
/// Of every ten minutes the slowest are kept, so that a slow query is not crowded out by many quick
/// ones, nor kept for ever: at most some hundred short records.
public final class SlowQueries {
  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final int SPANS = 6;
  private static final int KEPT_PER_SPAN = 50;
  private static final int MOST_CHARACTERS = 2_000;

  private record Kept(
      String query,
      String caller,
      long endedNanos,
      long durationNanos,
      long samplesRead,
      long peakSamples,
      Optional<String> error) {
    FinishedQuery describe(long nowNanos) {
      return new FinishedQuery(
          query,
          caller,
          Duration.ofNanos(nowNanos - endedNanos),
          Duration.ofNanos(durationNanos),
          samplesRead,
          peakSamples,
          error);
    }
  }

  /// The slowest queries of one span of time, the fastest of them first.
  private record Bucket(long startNanos, PriorityQueue<Kept> slowest) {}

  private final Ticker ticker;
  private final ArrayDeque<Bucket> buckets = new ArrayDeque<>();

  SlowQueries(Ticker ticker) {
    this.ticker = ticker;
  }

  /// The slowest first.
  ///
  /// @param most how many at most
  public synchronized List<FinishedQuery> list(int most) {
    long now = ticker.readNanos();
    forget(now);
    List<Kept> all = new ArrayList<>();
    buckets.forEach(bucket -> all.addAll(bucket.slowest));
    all.sort(Comparator.comparingLong(Kept::durationNanos).reversed());
    return all.stream().limit(most).map(kept -> kept.describe(now)).toList();
  }

  synchronized void add(
      String query,
      String caller,
      long durationNanos,
      long samplesRead,
      long peakSamples,
      Optional<String> error) {
    long now = ticker.readNanos();
    forget(now);
    PriorityQueue<Kept> slowest = current(now).slowest;
    if (slowest.size() == KEPT_PER_SPAN) {
      if (slowest.element().durationNanos >= durationNanos) {
        return;
      }
      slowest.remove();
    }
    slowest.add(
        new Kept(
            cut(query),
            caller,
            now,
            durationNanos,
            samplesRead,
            peakSamples,
            error.map(SlowQueries::cut)));
  }

  private Bucket current(long now) {
    Bucket newest = buckets.peekLast();
    if (newest == null || now - newest.startNanos >= SPAN.toNanos()) {
      newest = new Bucket(now, new PriorityQueue<>(Comparator.comparingLong(Kept::durationNanos)));
      buckets.add(newest);
    }
    return newest;
  }

  private void forget(long now) {
    while (!buckets.isEmpty() && now - buckets.element().startNanos >= SPANS * SPAN.toNanos()) {
      buckets.remove();
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
