package io.vigie.promql.eval;

import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The queries that run or wait now. Lets only so many run at once; the others wait in the order in
/// which they came. Thread-safe.
public final class ActiveQueries {
  /// How long a waiting query sleeps before it looks whether it is to stop.
  private static final long POLL_MILLIS = 20;

  private final Ticker ticker;
  private final Semaphore slots;
  private final AtomicLong nextId = new AtomicLong(1);
  private final ConcurrentSkipListMap<Long, RunningQuery> queries = new ConcurrentSkipListMap<>();

  ActiveQueries(Ticker ticker, int maxConcurrency) {
    this.ticker = ticker;
    this.slots = new Semaphore(maxConcurrency, true);
  }

  /// The queries that run or wait, oldest first.
  public List<ActiveQuery> list() {
    long now = ticker.readNanos();
    return queries.values().stream().map(query -> query.describe(now)).toList();
  }

  /// Asks a query to stop.
  ///
  /// @return false if no such query runs or waits
  public boolean cancel(long id) {
    RunningQuery query = queries.get(id);
    if (query == null) {
      return false;
    }
    query.limits.cancelByOperator();
    return true;
  }

  /// Enters a query and waits until it may run.
  ///
  /// @throws QueryException if it was canceled or timed out while it waited
  RunningQuery enter(String text, String caller, QueryLimits limits, SampleCounts counts) {
    RunningQuery query =
        new RunningQuery(
            nextId.getAndIncrement(), text, caller, limits, counts, ticker.readNanos());
    queries.put(query.id, query);
    try {
      while (!slots.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        limits.check();
      }
      query.running = true;
      return query;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Kind.CANCELED, "query was canceled in query queue", e);
    } finally {
      if (!query.running) {
        queries.remove(query.id);
      }
    }
  }

  /// A query from [#enter] until it is closed.
  final class RunningQuery implements AutoCloseable {
    private final long id;
    private final String text;
    private final String caller;
    private final QueryLimits limits;
    private final SampleCounts counts;
    private final long enteredNanos;
    private volatile boolean running;

    private RunningQuery(
        long id,
        String text,
        String caller,
        QueryLimits limits,
        SampleCounts counts,
        long enteredNanos) {
      this.id = id;
      this.text = text;
      this.caller = caller;
      this.limits = limits;
      this.counts = counts;
      this.enteredNanos = enteredNanos;
    }

    private ActiveQuery describe(long nowNanos) {
      return new ActiveQuery(
          id,
          text,
          caller,
          Duration.ofNanos(nowNanos - enteredNanos),
          !running,
          counts.read(),
          limits.samplesHeld(),
          limits.bytesHeld());
    }

    @Override
    public void close() {
      queries.remove(id);
      slots.release();
    }
  }
}
