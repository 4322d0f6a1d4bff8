package io.vigie.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.TestRules;
import io.vigie.testkit.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestRules parts = new TestRules();

  /// The instants that threads wait for. Guarded by itself.
  private final Map<Thread, Long> waiters = new HashMap<>();

  private final AtomicInteger evaluated = new AtomicInteger();

  private final Rules rules =
      new Rules(parts.context(), parts.clock, this::await, evaluated::incrementAndGet);

  @AfterEach
  void close() {
    rules.close();
  }

  private void await(long instantMillis) throws InterruptedException {
    synchronized (waiters) {
      waiters.put(Thread.currentThread(), instantMillis);
      try {
        while (parts.now() < instantMillis) {
          waiters.wait();
        }
      } finally {
        waiters.remove(Thread.currentThread());
      }
    }
  }

  /// Lets time pass when all threads wait, and returns when they do again.
  private void advance(Duration duration, int threads) throws InterruptedException {
    awaitWaiters(threads);
    let(duration);
    awaitWaiters(threads);
  }

  private void let(Duration duration) {
    synchronized (waiters) {
      parts.clock.advance(duration);
      waiters.notifyAll();
    }
  }

  private void awaitWaiters(int threads) throws InterruptedException {
    holds(threads + " threads wait", () -> waitersCount() == threads);
  }

  /// A thread that was told to end waits no more, even if it has not noticed yet.
  private long waitersCount() {
    synchronized (waiters) {
      return waiters.entrySet().stream()
          .filter(waiter -> waiter.getValue() > parts.now() && !waiter.getKey().isInterrupted())
          .count();
    }
  }

  private static void holds(String what, BooleanSupplier condition) throws InterruptedException {
    Eventually.holds(PATIENCE, what, condition);
  }

  private void apply(String... groups) {
    String text = "groups:\n" + String.join("", groups);
    rules.apply(new RuleSet(List.of(TestRules.file(text)), Duration.ofMinutes(1), Duration.ZERO));
  }

  private static String group(String name, String rule) {
    return "- name: " + name + "\n  rules:\n  - " + rule + "\n";
  }

  private int samples(String metric) {
    List<String> stored = parts.stored(metric);
    return stored.isEmpty() ? 0 : stored.getFirst().split(" ").length - 1;
  }

  @Test
  void evaluatesOnceEachInterval() throws Exception {
    apply(group("a", "{record: r, expr: vector(1)}"));
    for (int i = 1; i <= 4; i++) {
      advance(Duration.ofMinutes(1), 1);
      assertThat(samples("r")).isEqualTo(i);
    }
  }

  @Test
  void anUnchangedGroupGoesOnUndisturbedByAReload() throws Exception {
    apply(group("a", "{record: r, expr: vector(1)}"));
    advance(Duration.ofMinutes(1), 1);
    GroupStatus before = rules.status().getFirst();
    apply("# moved by a line\n", group("a", "{record: r, expr: 'vector( 1 )'}"));
    assertThat(rules.status().getFirst()).isSameAs(before);
  }

  @Test
  void aChangedGroupTakesOverWhatItsRulesKnow() throws Exception {
    apply(group("a", "{alert: A, expr: vector(1), for: 2m}"));
    advance(Duration.ofMinutes(1), 1);
    advance(Duration.ofMinutes(1), 1);
    apply(group("a", "{alert: A, expr: vector(2), for: 2m}"));
    advance(Duration.ofMinutes(1), 1);
    assertThat(parts.sent).hasSize(1);
  }

  @Test
  void seriesOfARemovedGroupEndAfterTwoIntervals() throws Exception {
    String kept = group("a", "{record: r, expr: vector(1)}");
    apply(kept, group("b", "{record: s, expr: vector(1)}"));
    advance(Duration.ofMinutes(1), 2);
    apply(kept);
    advance(Duration.ofMinutes(1), 2);
    assertThat(parts.stored("s").getFirst()).doesNotContain("stale");
    let(Duration.ofMinutes(1));
    holds("the series ends", () -> parts.stored("s").getFirst().endsWith("=stale"));
    assertThat(parts.stored("r").getFirst()).doesNotContain("stale");
  }

  @Test
  void noPageIsSentBeforeEveryGroupWasEvaluatedOnce() throws Exception {
    apply(
        group("a", "{alert: A, expr: vector(1)}"),
        "- name: b\n  interval: 90s\n  rules:\n  - {alert: B, expr: vector(1)}\n");
    for (int i = 0; i < 19 && parts.sent.isEmpty(); i++) {
      advance(Duration.ofSeconds(5), 2);
    }
    assertThat(rules.status()).allMatch(status -> status.lastEvaluationMillis().isPresent());
    assertThat(parts.sent).extracting(alert -> alert.labels().get("alertname")).contains("A", "B");
    assertThat(evaluated).hasPositiveValue();
  }

  @Test
  void withoutRulesThereIsNothingToWaitFor() {
    apply();
    assertThat(evaluated).hasValue(1);
  }

  @Test
  void closingEndsEvaluationsAndLeavesSeriesAlone() throws Exception {
    apply(group("a", "{record: r, expr: vector(1)}"));
    advance(Duration.ofMinutes(1), 1);
    rules.close();
    let(Duration.ofMinutes(5));
    assertThat(waitersCount()).isZero();
    assertThat(samples("r")).isEqualTo(1);
    assertThat(parts.stored("r").getFirst()).doesNotContain("stale");
  }
}
