package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.receiver.Outcome;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A kill at any moment: nothing that is owed is lost, and at most one message is said twice for
/// it.
@Tag("slow")
class KilledAtAnyMomentTest {
  private static final int KILLS = 1000;
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
  void nothingOwedIsLostAndAtMostOneMessageIsRepeated() throws IOException {
    Random random = new Random(7);
    int kills = 0;
    int repeated = 0;
    for (int day = 0; kills < KILLS; day++) {
      int before = repeated;
      int killsToday;
      try (AlertTimeline timeline = new AlertTimeline(WEBHOOK)) {
        FragileState fragile = new FragileState(new InMemoryStateStore(timeline.clock), random);
        timeline.state = fragile;
        timeline.killed().allowed();
        timeline.answers =
            (_, _) -> {
              fragile.step();
              return new Outcome.Delivered("ok");
            };
        killsToday = live(timeline, fragile, random);
        repeated += check(timeline);
      }
      kills += killsToday;
      assertThat(repeated - before).as("repeated on day " + day).isLessThanOrEqualTo(killsToday);
    }
  }

  /// Ten alerts fire and end; each step is done again if the process died in it, as senders do.
  private static int live(AlertTimeline timeline, FragileState fragile, Random random)
      throws IOException {
    int kills = 0;
    for (int i = 0; i < 10; i++) {
      Labels labels = Labels.of("alertname", "A" + i);
      int begin = 100 * i;
      for (boolean firing : new boolean[] {true, false}) {
        fragile.dieAfter(random.nextInt(8));
        double at = begin + (firing ? 1 : 41);
        kills += survive(timeline, fragile, labels, firing, at, at + 39);
      }
    }
    fragile.dieAfter(Integer.MAX_VALUE);
    timeline.until(1200);
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

  /// Each alert was said to fire and to be over.
  ///
  /// @return how many messages were more than that
  private static int check(AlertTimeline timeline) {
    Map<String, List<String>> byAlert = new HashMap<>();
    for (AlertTimeline.Said said : timeline.said) {
      byAlert
          .computeIfAbsent(
              said.notification().groupLabels().get("alertname"), _ -> new ArrayList<>())
          .add(said.notification().status());
    }
    int more = 0;
    for (int i = 0; i < 10; i++) {
      List<String> said = byAlert.getOrDefault("A" + i, List.of());
      assertThat(said).as("A" + i).contains("firing", "resolved");
      more += said.size() - 2;
    }
    return more;
  }
}
