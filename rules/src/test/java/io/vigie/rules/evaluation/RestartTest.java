package io.vigie.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What alerts remember over a restart of the process.
class RestartTest {
  private static final Labels SERIES = Labels.of("__name__", "x");

  private final TestRules rules = new TestRules();
  private final long start = rules.now();

  private static List<AlertStatus> alerts(RuleGroup group) {
    return group.status().rules().getFirst().alerts();
  }

  private static AlertStatus onlyAlert(RuleGroup group) {
    return alerts(group).getFirst();
  }

  @Test
  void aFiringAlertGoesOnFiringSinceWhenItDid() {
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    rules.tick(group);
    rules.tick(group);
    rules.sent.clear();
    RuleGroup after = rules.restarted(group);
    rules.tick(after);
    assertThat(onlyAlert(after).state()).isEqualTo(AlertState.FIRING);
    assertThat(rules.sent).extracting(Alert::startsAtMillis).containsExactly(start);
  }

  @Test
  void anAlertWhoseDataAreMissingRightAfterTheStartIsNotResolvedByThat() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  annotations: {text: why}");
    rules.write(SERIES, 1);
    rules.tick(group);
    rules.clock.advance(Duration.ofMinutes(20));
    RuleGroup after = rules.restarted(group);
    rules.tick(after);
    assertThat(onlyAlert(after).state()).isEqualTo(AlertState.FIRING);
    assertThat(onlyAlert(after).annotations()).isEqualTo(Labels.of("text", "why"));
    rules.write(SERIES, 1);
    rules.tick(after);
    assertThat(onlyAlert(after).activeAtMillis()).isEqualTo(start);
  }

  @Test
  void anAlertThatEndedDuringTheOutageIsResolvedByTheSecondEvaluation() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1");
    rules.write(SERIES, 1);
    rules.tick(group);
    RuleGroup after = rules.restarted(group);
    rules.write(SERIES, 0);
    rules.tick(after);
    rules.sent.clear();
    rules.tick(after);
    assertThat(alerts(after)).isEmpty();
    assertThat(rules.sent).extracting(Alert::endsAtMillis).containsExactly(start + 120_000);
  }

  @Test
  void keepFiringGoesOnFromWhereItWas() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  keep_firing_for: 5m");
    rules.write(SERIES, 1);
    rules.tick(group);
    rules.write(SERIES, 0);
    rules.tick(group);
    RuleGroup after = rules.restarted(group);
    rules.tick(after);
    assertThat(onlyAlert(after).keepFiringSinceMillis()).hasValue(start + 60_000);
    rules.clock.advance(Duration.ofMinutes(5));
    rules.tick(after);
    assertThat(alerts(after)).isEmpty();
  }

  @Test
  void thatAnAlertIsOverIsSaidAgainAfterTheRestart() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1");
    rules.write(SERIES, 1);
    rules.tick(group);
    rules.write(SERIES, 0);
    rules.tick(group);
    rules.sent.clear();
    rules.tick(rules.restarted(group));
    assertThat(rules.sent).extracting(Alert::endsAtMillis).containsExactly(start + 60_000);
  }

  @Test
  void anOutageLongerThanToleratedBeginsAnew() {
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    rules.tick(group);
    rules.clock.advance(Duration.ofHours(2));
    RuleGroup after = rules.restarted(group);
    long again = rules.now();
    rules.tick(after);
    assertThat(onlyAlert(after).activeAtMillis()).isEqualTo(again);
  }

  @Test
  void anAlertThatFiresForDaysIsStillRemembered() {
    rules.interval = Duration.ofMinutes(10);
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    for (int i = 0; i < 300; i++) {
      rules.tick(group);
    }
    RuleGroup after = rules.restarted(group);
    rules.tick(after);
    assertThat(onlyAlert(after).activeAtMillis()).isEqualTo(start);
  }

  @Test
  void aFailingStateStoreCostsNoAlert() {
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    rules.states.failWith(new IOException("disk full"));
    rules.tick(group);
    assertThat(rules.sent).hasSize(1);
  }

  /// A group whose alert is pending since the start, evaluated last so many minutes later.
  private RuleGroup pendingFor(String hold, int minutes) {
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)\n  for: " + hold);
    for (int i = 0; i < minutes; i++) {
      rules.tick(group);
    }
    group.evaluate(rules.now(), true);
    return group;
  }

  /// @return minutes from the start
  private long activeAfterOutage(RuleGroup group, int minutes) {
    rules.clock.advance(Duration.ofMinutes(minutes - 1));
    RuleGroup after = rules.restarted(group);
    rules.tick(after);
    after.evaluate(rules.now(), true);
    after.restore(rules.now());
    rules.clock.advance(rules.interval);
    rules.tick(after);
    return (onlyAlert(after).activeAtMillis() - start) / 60_000;
  }

  @Test
  void aPendingAlertGoesOnWaitingForWhatWasLeft() {
    RuleGroup group = pendingFor("30m", 10);
    assertThat(activeAfterOutage(group, 20)).as("20 minutes do not count").isEqualTo(20);
  }

  @Test
  void aPendingAlertThatWasAboutToFireStillWaitsTheGracePeriod() {
    RuleGroup group = pendingFor("30m", 25);
    assertThat(activeAfterOutage(group, 15)).as("fires at minute 40 + 10").isEqualTo(20);
  }

  @Test
  void aShortForJustBeginsAgain() {
    RuleGroup group = pendingFor("5m", 3);
    assertThat(activeAfterOutage(group, 5)).isEqualTo(7);
  }

  @Test
  void statesOfBeforeAreNotOverwrittenUntilTheyAreRestored() {
    RuleGroup group = pendingFor("30m", 1);
    RuleGroup after = rules.restarted(group);
    rules.clock.advance(Duration.ofMinutes(1));
    rules.tick(after);
    assertThat(rules.stored("ALERTS_FOR_STATE").getFirst()).endsWith(" 60=" + start / 1000.0);
  }
}
