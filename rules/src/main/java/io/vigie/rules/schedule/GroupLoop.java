package io.vigie.rules.schedule;

import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleMeters;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates one group whenever it is due, on a virtual thread of its own. Stopping interrupts
/// waiting, never an evaluation.
final class GroupLoop {
  private static final Logger LOG = LoggerFactory.getLogger(GroupLoop.class);

  /// Where a group comes from.
  enum Origin {
    /// The server has just started: there may be a past to restore.
    START,
    /// The configuration was reloaded.
    RELOAD
  }

  /// What all loops share.
  ///
  /// @param gate asked before alerts are sent
  /// @param opened called when the gate opens
  record Surroundings(
      InstantSource clock, Waiting waiting, SendingGate gate, Runnable opened, RuleMeters meters) {}

  private final RuleGroup group;
  private final Optional<GroupLoop> predecessor;
  private final Origin origin;
  private final Surroundings surroundings;
  private final EvaluationTimes times;

  private final Object lock = new Object();
  // Guarded by the lock.
  private @Nullable Thread thread;
  private boolean stopped;
  private boolean waits;

  /// @param predecessor the loop of the same group of the configuration before, stopped already
  GroupLoop(
      RuleGroup group, Optional<GroupLoop> predecessor, Origin origin, Surroundings surroundings) {
    this.group = group;
    this.predecessor = predecessor;
    this.origin = origin;
    this.surroundings = surroundings;
    this.times = EvaluationTimes.of(group.setting().key(), group.setting().interval().toMillis());
  }

  RuleGroup group() {
    return group;
  }

  void start() {
    synchronized (lock) {
      thread = Thread.ofVirtual().name("rules-" + group.setting().key()).start(this::run);
    }
  }

  /// Asks the loop to end; [#awaitEnd] waits for it.
  void stop() {
    synchronized (lock) {
      stopped = true;
      if (waits && thread != null) {
        thread.interrupt();
      }
    }
  }

  /// Waits until a stopped loop evaluates nothing any more.
  void awaitEnd() throws InterruptedException {
    Thread running;
    synchronized (lock) {
      running = thread;
    }
    if (running != null) {
      running.join();
    }
  }

  private void run() {
    try {
      prepare();
      long due = times.after(surroundings.clock().millis());
      await(due);
      evaluate(due);
      if (origin == Origin.START) {
        due = awaitNext(due);
        evaluate(due);
        group.restore(surroundings.clock().millis());
      }
      while (true) {
        due = awaitNext(due);
        evaluate(due);
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  private void prepare() throws InterruptedException {
    if (predecessor.isPresent()) {
      predecessor.get().awaitEnd();
      group.continueFrom(predecessor.get().group);
    } else if (origin == Origin.RELOAD) {
      group.beginAnew();
    }
  }

  /// Waits for the next due time that is not yet over.
  private long awaitNext(long due) throws InterruptedException {
    long now = surroundings.clock().millis();
    if (now < due) {
      // The clock was set back: begin again from what it says now.
      long again = times.after(now);
      await(again);
      return again;
    }
    long missed = times.missed(due, now);
    if (missed > 0) {
      surroundings.meters().missed(group.setting().key(), missed);
    }
    long next = due + (missed + 1) * times.intervalMillis();
    await(next);
    return next;
  }

  private void await(long instantMillis) throws InterruptedException {
    synchronized (lock) {
      if (stopped) {
        throw new InterruptedException();
      }
      waits = true;
    }
    try {
      surroundings.waiting().until(instantMillis);
    } finally {
      synchronized (lock) {
        waits = false;
        boolean _ = Thread.interrupted(); // one that came too late must not reach the store
      }
    }
    synchronized (lock) {
      if (stopped) {
        throw new InterruptedException();
      }
    }
  }

  private void evaluate(long due) {
    try {
      group.evaluate(due, surroundings.gate().isOpen());
    } catch (RuntimeException e) {
      LOG.error("{} cannot be evaluated", group.setting().key(), e);
    }
    if (surroundings.gate().passed(group.setting().key(), surroundings.clock().millis())) {
      surroundings.opened().run();
    }
  }
}
