package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.receiver.Outcome;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day with a thousand kills at any moment: nothing that is owed is lost, and at most one message
/// is said twice for it.
@Tag("slow")
class KilledAtAnyMomentTest {
  private static final int KILLS = 1000;
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int SECONDS_AN_ALERT = 100;
  private static final int ALERTS = DAY_SECONDS / SECONDS_AN_ALERT;
  private static final String WEBHOOK =
      """
      route:
        receiver: ops
        group_by: [alertname]
        group_wait: 5s
        group_interval: 30s
        repeat_interval: 4h
      receivers:
      - name: ops
        webhook_configs:
        - url: http://localhost/
      """;

  /// The process is gone: nothing that it still does counts.
  private static final class Killed extends Error {}

  /// Dies before or after a change, or at a delivery, as told.
  private static final class FragileState implements StateStore {
    private final StateStore durable;
    private final Random random;
    private int stepsLeft = Integer.MAX_VALUE;

    FragileState(StateStore durable, Random random) {
      this.durable = durable;
      this.random = random;
    }

    synchronized void dieAfter(int steps) {
      stepsLeft = steps;
    }

    synchronized boolean isDead() {
      return stepsLeft < 0;
    }

    synchronized void step() {
      if (stepsLeft != Integer.MAX_VALUE && stepsLeft-- <= 0) {
        throw new Killed();
      }
    }

    @Override
    public Optional<StateEntry> get(String kind, String key) throws IOException {
      return durable.get(kind, key);
    }

    @Override
    public List<StateEntry> list(String kind) throws IOException {
      return durable.list(kind);
    }

    @Override
    public void apply(List<StateChange> changes) throws IOException {
      step();
      durable.apply(changes);
      if (random.nextBoolean()) {
        step();
      }
    }
  }

  @Test
  void nothingOwedIsLostAndNothingIsSaidMoreThanTwice() throws IOException {
    Random random = new Random(7);
    try (AlertTimeline timeline = new AlertTimeline(WEBHOOK)) {
      FragileState fragile = new FragileState(new InMemoryStateStore(timeline.clock), random);
      timeline.state = fragile;
      timeline.killed().allowed();
      timeline.answers =
          (_, _) -> {
            fragile.step();
            return new Outcome.Delivered("ok");
          };
      int kills = live(timeline, fragile, random);
      check(timeline);
      assertThat(kills).isGreaterThanOrEqualTo(KILLS);
      assertThat(timeline.said.size()).isLessThanOrEqualTo(2 * ALERTS + kills);
    }
  }

  /// A day in which alerts fire and end; each step is done again if the process died in it, as
  /// senders do.
  private static int live(AlertTimeline timeline, FragileState fragile, Random random)
      throws IOException {
    int kills = 0;
    for (int i = 0; i < ALERTS; i++) {
      Labels labels = Labels.of("alertname", "A" + i);
      int begin = SECONDS_AN_ALERT * i;
      for (boolean firing : new boolean[] {true, false}) {
        fragile.dieAfter(random.nextInt(8));
        double at = begin + (firing ? 1 : 41);
        kills += survive(timeline, fragile, labels, firing, at, at + 39);
      }
    }
    fragile.dieAfter(Integer.MAX_VALUE);
    timeline.until(DAY_SECONDS + 200);
    return kills;
  }

  private static int survive(
      AlertTimeline timeline,
      FragileState fragile,
      Labels labels,
      boolean firing,
      double at,
      double until)
      throws IOException {
    int kills = 0;
    attempt(() -> say(timeline, labels, firing, at));
    for (double second = at; second <= until; second++) {
      double next = second;
      attempt(() -> timeline.until(next));
      if (fragile.isDead()) {
        fragile.dieAfter(Integer.MAX_VALUE);
        timeline.killed();
        say(timeline, labels, firing, 0);
        timeline.allowed();
        kills++;
      }
    }
    return kills;
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

  private static void say(AlertTimeline timeline, Labels labels, boolean firing, double at)
      throws IOException {
    if (firing) {
      timeline.fire(at, labels);
    } else {
      timeline.resolve(at, labels);
    }
  }

  /// Each alert was said to fire and to be over, each at most once more than that.
  private static void check(AlertTimeline timeline) {
    Map<String, Integer> timesSaid = new HashMap<>();
    for (AlertTimeline.Said said : timeline.said) {
      timesSaid.merge(
          said.notification().groupLabels().get("alertname") + " " + said.notification().status(),
          1,
          Integer::sum);
    }
    for (int i = 0; i < ALERTS; i++) {
      for (String status : List.of("firing", "resolved")) {
        assertThat(timesSaid.getOrDefault("A" + i + " " + status, 0))
            .as("A" + i + " " + status)
            .isBetween(1, 2);
      }
    }
  }
}
