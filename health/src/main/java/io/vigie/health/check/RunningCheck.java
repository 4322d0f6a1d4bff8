package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One check on schedule: a virtual thread that makes a round at every interval. Thread-safe.
final class RunningCheck implements AutoCloseable {
  private static final int MAX_FAILURES = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final CheckDefinition definition;
  private final Probe probe;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Consumer<RunningCheck> afterRound;

  /// One round at a time: of two, the later must not be overtaken by the earlier.
  private final ReentrantLock rounds = new ReentrantLock();

  private final Deque<CheckResult> failures = new ArrayDeque<>();
  private @Nullable CheckResult last;
  private long sinceMillis;
  private @Nullable Thread thread;

  /// @param afterRound told after each round
  RunningCheck(
      CheckDefinition definition,
      Probe probe,
      InstantSource clock,
      Ticker ticker,
      Consumer<RunningCheck> afterRound) {
    this.definition = definition;
    this.probe = probe;
    this.clock = clock;
    this.ticker = ticker;
    this.afterRound = afterRound;
    this.sinceMillis = clock.millis();
  }

  CheckDefinition definition() {
    return definition;
  }

  synchronized void start() {
    thread = Thread.ofVirtual().name("check-" + definition.name()).start(this::run);
  }

  private void run() {
    try {
      while (true) {
        long start = ticker.readNanos();
        round();
        long tookNanos = ticker.readNanos() - start;
        Thread.sleep(Duration.ofNanos(Math.max(0, definition.interval().toNanos() - tookNanos)));
      }
    } catch (InterruptedException e) {
      // the check ends
    }
  }

  /// Looks now: again and again, as often as the check says, until all is well.
  void round() throws InterruptedException {
    rounds.lockInterruptibly();
    try {
      look();
    } finally {
      rounds.unlock();
    }
  }

  private void look() throws InterruptedException {
    CheckResult result = attempt();
    for (int i = 0; i < definition.retries() && !result.isUp(); i++) {
      Thread.sleep(pause());
      result = attempt();
    }
    remember(result);
    afterRound.accept(this);
  }

  private Duration pause() {
    Duration share = definition.interval().dividedBy(20);
    return share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
  }

  private CheckResult attempt() throws InterruptedException {
    long start = ticker.readNanos();
    Probe.Seen seen = probe.look();
    Duration took = Duration.ofNanos(ticker.readNanos() - start);
    return new CheckResult(
        clock.millis(),
        seen.state(),
        took,
        seen.phase(),
        seen.message(),
        seen.details(),
        seen.certificateExpiry());
  }

  private synchronized void remember(CheckResult result) {
    if (last == null || last.state() != result.state()) {
      sinceMillis = result.timestampMillis();
    }
    last = result;
    if (result.state() != HealthState.HEALTHY) {
      failures.addFirst(result);
      if (failures.size() > MAX_FAILURES) {
        failures.removeLast();
      }
    }
  }

  synchronized Optional<CheckResult> last() {
    return Optional.ofNullable(last);
  }

  HealthState ownState() {
    return last().map(CheckResult::state).orElse(HealthState.UNKNOWN);
  }

  synchronized CheckStatus status(List<String> blockedBy) {
    HealthState own = last == null ? HealthState.UNKNOWN : last.state();
    return new CheckStatus(
        definition,
        blockedBy.isEmpty() ? own : HealthState.UNHEALTHY,
        sinceMillis,
        blockedBy,
        Optional.ofNullable(last),
        List.copyOf(failures));
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
