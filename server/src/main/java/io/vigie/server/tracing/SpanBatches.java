package io.vigie.server.tracing;

import io.vigie.model.telemetry.Meters;
import io.vigie.server.tracing.SpanExporter.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Spans that have ended, on their way to the collector: sent by a thread of its own in batches,
/// every few seconds or as soon as a batch is full. A collector that does not answer delays nobody:
/// there is room for so many, and what comes then is counted and forgotten. Thread-safe.
final class SpanBatches implements Consumer<RecordedSpan>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanBatches.class);

  /// Room, batch and interval are those of OpenTelemetry's SDKs.
  static final Settings DEFAULT =
      new Settings(
          2048,
          512,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2));

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// @param room for spans that wait
  /// @param batch at most so many in one request
  /// @param interval between requests
  /// @param firstPause before a batch is tried again; doubled each time
  /// @param patience how long one batch is tried
  /// @param farewell how long closing waits for the last spans
  record Settings(
      int room,
      int batch,
      Duration interval,
      Duration firstPause,
      Duration patience,
      Duration farewell) {}

  private final Settings settings;
  private final OtlpSpans encoding;
  private final SpanExporter exporter;
  private final Meters.Counter exported;
  private final Meters.Counter dropped;
  private final Thread thread = Thread.ofVirtual().name("tracing-export").unstarted(this::run);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final Deque<RecordedSpan> waiting = new ArrayDeque<>();
  private boolean closed;

  /// Whether it is logged already that spans are lost; of the thread that sends.
  private boolean losing;

  SpanBatches(Settings settings, OtlpSpans encoding, SpanExporter exporter, Meters meters) {
    this.settings = settings;
    this.encoding = encoding;
    this.exporter = exporter;
    this.exported =
        meters.counter(
            "vigie_tracing_spans_exported_total", "Spans of its own that a collector has taken.");
    this.dropped =
        meters.counter(
            "vigie_tracing_spans_dropped_total",
            "Spans of its own that no collector has taken.",
            "reason");
  }

  void start() {
    thread.start();
  }

  @Override
  public void accept(RecordedSpan span) {
    if (!keep(span)) {
      dropped.increment("queue_full");
    }
  }

  private boolean keep(RecordedSpan span) {
    lock.lock();
    try {
      if (closed || waiting.size() >= settings.room) {
        return false;
      }
      waiting.add(span);
      if (waiting.size() == settings.batch) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      List<RecordedSpan> batch = next();
      while (!batch.isEmpty()) {
        try {
          deliver(batch);
        } catch (RuntimeException e) {
          lost(batch.size(), "rejected", "unexpected: " + e);
        }
        batch = next();
      }
    } catch (InterruptedException e) {
      // closed, and nobody waits any longer
    } finally {
      exporter.close();
    }
  }

  /// Waits until there are enough, or for the interval; empty once it is closed and nothing is
  /// left.
  private List<RecordedSpan> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      do {
        await(settings.interval.toNanos(), settings.batch);
      } while (waiting.isEmpty() && !closed);
      List<RecordedSpan> batch = new ArrayList<>(Math.min(waiting.size(), settings.batch));
      while (!waiting.isEmpty() && batch.size() < settings.batch) {
        batch.add(waiting.remove());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Under the lock.
  private void await(long nanos, int enough) throws InterruptedException {
    long left = nanos;
    while (left > 0 && !closed && waiting.size() < enough) {
      left = changed.awaitNanos(left);
    }
  }

  private void deliver(List<RecordedSpan> batch) throws InterruptedException {
    var request = encoding.request(batch);
    Duration pause = settings.firstPause;
    Duration waited = Duration.ZERO;
    while (true) {
      switch (exporter.export(request)) {
        case Outcome.Taken(long rejectedSpans) -> {
          taken(batch.size(), Math.clamp(rejectedSpans, 0, batch.size()));
          return;
        }
        case Outcome.Refused(String reason) -> {
          lost(batch.size(), "rejected", reason);
          return;
        }
        case Outcome.Later(String reason, Duration after) -> {
          Duration next = shorter(after.compareTo(pause) > 0 ? after : pause, LONGEST_PAUSE);
          waited = waited.plus(next);
          if (waited.compareTo(settings.patience) > 0 || !pause(next)) {
            lost(batch.size(), "unreachable", reason);
            return;
          }
          pause = pause.multipliedBy(2);
        }
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// @return whether there is time to go on
  private boolean pause(Duration pause) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      await(pause.toNanos(), Integer.MAX_VALUE);
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void taken(int spans, long rejected) {
    exported.add((double) (spans - rejected));
    if (rejected > 0) {
      dropped.add((double) rejected, "rejected");
    }
    if (losing) {
      losing = false;
      LOG.info("tracing: spans are sent again");
    }
  }

  private void lost(int spans, String kind, String reason) {
    dropped.add(spans, kind);
    if (!losing) {
      losing = true;
      LOG.warn("tracing: spans are lost, look at vigie_tracing_spans_dropped_total: {}", reason);
    }
  }

  /// Sends what waits, if the collector takes it at once.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(settings.farewell)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
