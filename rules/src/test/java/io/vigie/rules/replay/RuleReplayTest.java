package io.vigie.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.evaluation.TestRules;
import io.vigie.rules.schedule.EvaluationTimes;
import io.vigie.rules.schedule.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleReplayTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Labels LOAD = Labels.of("__name__", "load", "job", "api");

  private final TestRules parts = new TestRules();
  private final List<Alert> sent = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private ReplayLimits limits = ReplayLimits.SERVER;

  /// The first evaluation of the group `g`.
  private final long begin =
      EvaluationTimes.of("rules.yml;g", MINUTE.toMillis()).after(parts.now());

  private RuleReplay replay(int minutes, String rules) throws IOException {
    String text = "groups:\n- name: g\n  rules:\n" + rules.indent(2);
    return new RuleReplay(
        new RuleSet(List.of(TestRules.file(text)), MINUTE, Duration.ZERO),
        new TimeRange(begin, begin + minutes * MINUTE.toMillis()),
        new RuleReplay.Surroundings(
            parts.store,
            new PromqlEngine(parts.store, EngineOptions.defaults(), Ticker.system()),
            sent::addAll,
            URI.create("http://vigie"),
            Labels.EMPTY,
            RuleOptions.DEFAULT,
            limits,
            cancellation,
            parts.clock));
  }

  private RuleReplay replayed(int minutes, String rules) throws IOException {
    RuleReplay replay = replay(minutes, rules);
    while (replay.nextMillis().isPresent()) {
      replay.evaluateDue(replay.nextMillis().getAsLong());
    }
    return replay;
  }

  /// Writes a value each minute, from the first evaluation on.
  private void load(double... values) {
    for (int i = 0; i < values.length; i++) {
      at(i);
      parts.write(LOAD, values[i]);
    }
  }

  private void at(int minute) {
    parts.clock.set(java.time.Instant.ofEpochMilli(begin + minute * MINUTE.toMillis()));
  }

  /// Each change as `minute KIND alert`.
  private List<String> told(RuleReplay replay) {
    return replay.changes().stream()
        .map(change ->
            (change.timestampMillis() - begin) / MINUTE.toMillis()
                + " "
                + change.kind()
                + " "
                + change.rule())
        .toList();
  }

  @Test
  void anAlertIsPendingFiresAndEndsWhenItWouldHave() throws Exception {
    load(1, 9, 9, 9, 1, 9, 1);
    RuleReplay replay = replayed(6, "- {alert: High, expr: load > 5, for: 2m}");
    assertThat(told(replay))
        .containsExactly(
            "1 PENDING High",
            "3 FIRING High",
            "4 RESOLVED High",
            "5 PENDING High",
            "6 INACTIVE High");
    assertThat(replay.changes().getFirst().labels())
        .isEqualTo(Labels.of("alertname", "High", "job", "api"));
    assertThat(replay.changes().getFirst().value()).isEqualTo(9);
    assertThat(sent).extracting(Alert::startsAtMillis).containsOnly(begin + 3 * MINUTE.toMillis());
    assertThat(replay.evaluations()).isEqualTo(7);
  }

  @Test
  void aLaterRuleSeesWhatAnEarlierOneRecordedAndTheStoreDoesNot() throws Exception {
    load(1, 9, 9);
    RuleReplay replay =
        replayed(
            2,
            """
            - {record: 'job:load:double', expr: load * 2}
            - {alert: Double, expr: 'sum_over_time(job:load:double[90s]) > 30'}
            """);
    assertThat(told(replay)).containsExactly("2 FIRING Double");
    assertThat(replay.changes().getFirst().value()).isEqualTo(36);
    assertThat(parts.stored("job:load:double")).isEmpty();
    assertThat(parts.stored("ALERTS")).isEmpty();
    assertThat(replay.recordedSamples()).isEqualTo(3 + 2);
  }

  @Test
  void whatAnEarlierVersionOfARuleRecordedCountsOnlyUpToTheBeginning() throws Exception {
    Labels recorded = Labels.of("__name__", "r", "job", "api");
    at(-1);
    parts.write(recorded, 100);
    load(1, 1, 1);
    at(2);
    parts.write(recorded, 1000);
    RuleReplay replay =
        replayed(
            2,
            """
            - {alert: Before, expr: 'max_over_time(r[2m]) > 50'}
            - {record: r, expr: load}
            """);
    assertThat(told(replay)).containsExactly("0 FIRING Before", "1 RESOLVED Before");
  }

  @Test
  void alertsThatTheStoreKnowsGoOn() throws Exception {
    String rules =
        """
        - {alert: Fires, expr: load > 5, for: 1m}
        - {alert: Waits, expr: load > 5, for: 4m}
        """;
    RuleGroup before = parts.group(rules);
    for (int minute = -3; minute <= -1; minute++) {
      at(minute);
      parts.write(LOAD, 9);
      before.evaluate(parts.now(), false);
    }
    load(9, 9, 1);
    RuleReplay replay = replayed(2, rules);
    assertThat(told(replay))
        .containsExactly(
            "0 WAS_FIRING Fires",
            "0 WAS_PENDING Waits",
            "1 FIRING Waits",
            "2 RESOLVED Fires",
            "2 RESOLVED Waits");
    assertThat(sent.getFirst().startsAtMillis()).isEqualTo(begin - 2 * MINUTE.toMillis());
  }

  @Test
  void aRuleThatFailsIsToldWithItsPlace() throws Exception {
    load(1, 1);
    parts.write(Labels.of("__name__", "load", "job", "web"), 1);
    RuleReplay replay =
        replayed(1, "- {alert: Fine, expr: load > 5}\n- {record: r, expr: 'load + on () load'}");
    assertThat(replay.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(5);
          assertThat(problem.failures()).isEqualTo(1);
          assertThat(problem.firstMillis()).isEqualTo(begin + MINUTE.toMillis());
          assertThat(problem.message()).contains("many-to-many");
        });
  }

  @Test
  void moreThanAllowedIsRefusedWithTheRemedy() {
    limits = new ReplayLimits(Duration.ofHours(1), 30, 100, 100, Duration.ofMinutes(1));
    String rules = "- {record: r, expr: load}";
    assertThatThrownBy(() -> replay(61, rules))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("at most 1h");
    assertThatThrownBy(() -> replay(30, rules))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("31 evaluations of rules, and 30 is the most")
        .hasMessageContaining("choose a shorter time, or fewer rules");
  }

  @Test
  void memoryForSamplesAndChangesIsBounded() {
    load(9, 1, 9);
    limits = new ReplayLimits(Duration.ofHours(1), 30, 2, 100, Duration.ofMinutes(1));
    assertThatThrownBy(() -> replayed(2, "- {record: r, expr: load}"))
        .hasMessageContaining("record more than 2 samples");
    limits = new ReplayLimits(Duration.ofHours(1), 30, 100, 2, Duration.ofMinutes(1));
    assertThatThrownBy(() -> replayed(2, "- {alert: High, expr: load > 5}"))
        .hasMessageContaining("give more than 2 changes and messages");
  }

  @Test
  void itStopsWhenTheCallerHasGoneAndWhenTheTimeIsUp() throws Exception {
    load(9, 1, 9);
    RuleReplay replay = replay(2, "- {record: r, expr: load}");
    replay.evaluateDue(replay.nextMillis().orElseThrow());
    parts.clock.advance(limits.time());
    assertThatThrownBy(() -> replay.evaluateDue(replay.nextMillis().orElseThrow()))
        .extracting(e -> ((ReplayException) e).kind())
        .isEqualTo(ReplayException.Kind.TIMEOUT);
    cancellation.cancel();
    assertThatThrownBy(() -> replayed(2, "- {record: r, expr: load}"))
        .extracting(e -> ((ReplayException) e).kind())
        .isEqualTo(ReplayException.Kind.CANCELED);
  }
}
