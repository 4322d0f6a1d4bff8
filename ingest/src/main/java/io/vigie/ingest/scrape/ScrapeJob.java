package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.outbound.OutboundClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A job at work: its discoveries, its pool, and the thread that takes what is discovered to the
/// pool, at once the first time and then at most once in the sync interval.
final class ScrapeJob {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeJob.class);

  private final ScrapePool pool;
  private final JobDiscoveries discoveries;
  private final OutboundClient client;
  private final ScrapeContext context;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  // Guarded by the lock.
  private boolean changed;
  private boolean stopped;
  private boolean syncedBefore;
  private long syncedAtNanos;
  private @Nullable Thread thread;

  ScrapeJob(
      ScrapePool pool, JobDiscoveries discoveries, OutboundClient client, ScrapeContext context) {
    this.pool = pool;
    this.discoveries = discoveries;
    this.client = client;
    this.context = context;
  }

  ScrapeConfig config() {
    return pool.config();
  }

  ScrapePool pool() {
    return pool;
  }

  JobDiscoveries discoveries() {
    return discoveries;
  }

  List<DiscoveryStatus> discoveryStatuses() {
    return discoveries.statuses();
  }

  /// @param discoveriesRun whether the discoveries were started for an earlier pool
  void start(boolean discoveriesRun) {
    discoveries.tell(this::targetsFound);
    lock.lock();
    try {
      changed = discoveriesRun;
      thread = Thread.ofVirtual().name("job-" + config().jobName()).start(this::run);
    } finally {
      lock.unlock();
    }
    if (!discoveriesRun) {
      discoveries.start();
    }
  }

  private void targetsFound() {
    context.meters().discoveryUpdates.increment("scrape");
    lock.lock();
    try {
      changed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        work();
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  private void work() throws InterruptedException {
    try {
      if (takeChange()) {
        pool.sync(discoveries.groups());
      }
      pool.writeDueMarkers();
    } catch (RuntimeException e) {
      LOG.error("The targets of job {} could not be taken up", config().jobName(), e);
    }
  }

  /// Waits until there is something to do; returns false if the job has ended.
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long nanos = nanosToWork();
        if (nanos <= 0) {
          return true;
        }
        long _ = news.awaitNanos(nanos);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long nanosToWork() {
    long nowNanos = context.ticker().readNanos();
    long wait = TimeUnit.DAYS.toNanos(1);
    if (changed) {
      wait =
          syncedBefore ? syncedAtNanos + context.options().syncInterval().toNanos() - nowNanos : 0;
    }
    Optional<Long> markersDue = pool.nextMarkersDueNanos();
    return markersDue.isPresent() ? Math.min(wait, markersDue.get() - nowNanos) : wait;
  }

  private boolean takeChange() {
    lock.lock();
    try {
      boolean due =
          changed
              && (!syncedBefore
                  || context.ticker().readNanos() - syncedAtNanos
                      >= context.options().syncInterval().toNanos());
      if (due) {
        changed = false;
        syncedBefore = true;
        syncedAtNanos = context.ticker().readNanos();
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private void stopThread() throws InterruptedException {
    Thread running;
    lock.lock();
    try {
      stopped = true;
      news.signalAll();
      running = thread;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.join();
    }
  }

  /// Ends this job for another with the same name; what is left of its loops goes to that one.
  ///
  /// @param keepDiscoveries whether the other job goes on with the discoveries
  List<Remains> retire(boolean keepDiscoveries) throws InterruptedException {
    stopThread();
    List<Remains> remains = pool.retire();
    if (!keepDiscoveries) {
      discoveries.close();
    }
    client.close();
    return remains;
  }

  /// Ends this job for good.
  ///
  /// @param withMarkers whether its series are marked as ended
  void end(boolean withMarkers) throws InterruptedException {
    stopThread();
    discoveries.close();
    if (withMarkers) {
      pool.remove();
    } else {
      List<Remains> _ = pool.retire();
    }
    client.close();
  }

  /// Gives up a job that was never started.
  void discard(boolean ownsDiscoveries) {
    if (ownsDiscoveries) {
      discoveries.close();
    }
    client.close();
  }
}
