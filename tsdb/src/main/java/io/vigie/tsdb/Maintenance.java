package io.vigie.tsdb;

import io.vigie.tsdb.wal.SyncPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store's own work, each kind on its own thread: writing sealed memtables to parts, merging
/// parts, syncing the journal. A failure is logged when it begins, and the work is tried again;
/// also after one of memory, as nothing would be written any more without these threads.
final class Maintenance implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

  private static final Duration FLUSH_PAUSE = Duration.ofSeconds(1);
  private static final Duration MERGE_PAUSE = Duration.ofSeconds(10);
  private static final Duration STOP_WAIT = Duration.ofSeconds(30);

  /// Something to do again and again.
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private final class Loop implements Runnable {
    final String purpose;
    final Duration pause;
    final Work work;
    final Semaphore wakeUp = new Semaphore(0);
    boolean failing;

    Loop(String purpose, Duration pause, Work work) {
      this.purpose = purpose;
      this.pause = pause;
      this.work = work;
    }

    @Override
    public void run() {
      while (!stopping) {
        try {
          boolean woken = wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          wakeUp.drainPermits();
          if (!stopping) {
            once(woken);
          }
        } catch (InterruptedException _) {
          return;
        }
      }
    }

    private void once(boolean woken) {
      try {
        work.run();
        if (failing) {
          log.info("{} works again", purpose);
        }
        failing = false;
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        meters.failed(purpose);
        if (!failing) {
          log.error(
              "{} failed and is tried again{}: {}",
              purpose,
              woken ? " soon" : "",
              e.getMessage(),
              e);
        }
        failing = true;
      }
    }
  }

  private final TsdbMeters meters;
  private final List<Loop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Loop flushing;
  private final Loop merging;
  private volatile boolean stopping;

  Maintenance(TsdbConfig config, TsdbMeters meters, Work flush, Work merge, Work sync) {
    this.meters = meters;
    this.flushing = new Loop("writing memory to parts", FLUSH_PAUSE, flush);
    this.merging = new Loop("merging parts", MERGE_PAUSE, merge);
    loops.add(flushing);
    loops.add(merging);
    if (config.syncPolicy() == SyncPolicy.INTERVAL) {
      loops.add(new Loop("syncing the journal", config.syncInterval(), sync));
    }
  }

  void start() {
    for (Loop loop : loops) {
      threads.add(Thread.ofPlatform().daemon().name("tsdb, " + loop.purpose).start(loop));
    }
  }

  void flushSoon() {
    flushing.wakeUp.release();
  }

  void mergeSoon() {
    merging.wakeUp.release();
  }

  /// Whether long work should end.
  boolean isStopping() {
    return stopping;
  }

  @Override
  public void close() {
    stopping = true;
    loops.forEach(loop -> loop.wakeUp.release());
    for (Thread thread : threads) {
      try {
        thread.join(STOP_WAIT);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
