package io.vigie.alerts;

import io.vigie.alerts.FragileState.Killed;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.util.Random;

/// A day in which the process dies again and again, at any step, and comes back within a second.
final class DayOfKills {
  /// More steps than these are not taken at once.
  private static final int MOST_STEPS = 8;

  private final AlertTimeline timeline;
  private final FragileState fragile;
  private final Random random;
  private int kills;

  /// Something that happens to alerts.
  @FunctionalInterface
  interface Event {
    /// @param second when, at the earliest
    void happen(double second) throws IOException;
  }

  DayOfKills(AlertTimeline timeline, Random random) throws IOException {
    this.timeline = timeline;
    this.random = random;
    this.fragile = new FragileState(new InMemoryStateStore(timeline.clock), random);
    timeline.state = fragile;
    timeline.killed().allowed();
    timeline.answers =
        (_, _) -> {
          fragile.step();
          return new Outcome.Delivered("ok");
        };
  }

  int kills() {
    return kills;
  }

  /// Lets something happen, and time pass after it, and kills the process once at some step of all
  /// that, if there are so many steps. Whoever did it does it again, as senders do.
  void killWithin(double at, double until, Event event) throws IOException {
    fragile.dieAfter(random.nextInt(MOST_STEPS));
    attempt(() -> event.happen(at));
    for (double second = at; second <= until; second++) {
      double next = second;
      attempt(() -> timeline.until(next));
      if (fragile.isDead()) {
        fragile.live();
        timeline.killed();
        event.happen(0);
        timeline.allowed();
        kills++;
      }
    }
    fragile.live();
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (Killed _) {
      // Seen by asking whether the process is dead, as it may have died on another thread.
    }
  }
}
