package io.vigie.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertingTest {
  private static final Labels SERIES = Labels.of("__name__", "x", "job", "api");

  private final TestRules rules = new TestRules();
  private final long start = rules.now();

  private void condition(boolean holds) {
    rules.write(SERIES, holds ? 1 : 0);
  }

  private static List<AlertStatus> alerts(RuleGroup group) {
    return group.status().rules().getFirst().alerts();
  }

  private static List<String> states(RuleGroup group) {
    return alerts(group).stream().map(alert -> alert.state().word()).toList();
  }

  /// `from-to` in seconds since the start.
  private List<String> sentSpans() {
    return rules.sent.stream()
        .map(alert -> seconds(alert.startsAtMillis()) + "-" + seconds(alert.endsAtMillis()))
        .toList();
  }

  private long seconds(long millis) {
    return (millis - start) / 1000;
  }

  @Test
  void firesAfterTheConditionHeldForLongEnough() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  for: 2m");
    condition(true);
    rules.tick(group);
    assertThat(states(group)).containsExactly("pending");
    rules.tick(group);
    assertThat(rules.sent).isEmpty();
    rules.tick(group);
    assertThat(states(group)).containsExactly("firing");
    assertThat(sentSpans()).containsExactly("120-360");
    Alert alert = rules.sent.getFirst();
    assertThat(alert.labels()).isEqualTo(Labels.of("alertname", "A", "job", "api"));
    assertThat(alert.generatorUrl()).isEqualTo("http://vigie/graph?g0.expr=x+%3D%3D+1&g0.tab=1");
  }

  @Test
  void withoutForItFiresAtOnce() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1");
    condition(true);
    rules.tick(group);
    assertThat(states(group)).containsExactly("firing");
  }

  @Test
  void whatWasOnlyPendingVanishesWithoutAWord() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  for: 2m");
    condition(true);
    rules.tick(group);
    condition(false);
    rules.tick(group);
    assertThat(states(group)).isEmpty();
    assertThat(rules.sent).isEmpty();
  }

  @Test
  void isSentAgainNoOftenerThanTheResendDelay() {
    rules.options =
        new RuleOptions(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(150), 0);
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    for (int i = 0; i < 7; i++) {
      rules.tick(group);
    }
    assertThat(sentSpans()).containsExactly("0-600", "0-780", "0-960");
  }

  @Test
  void thatItIsOverIsSentAtOnceAndRepeatedForAQuarterOfAnHour() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1");
    condition(true);
    rules.tick(group);
    rules.sent.clear();
    for (int i = 0; i < 20; i++) {
      condition(false);
      rules.tick(group);
    }
    assertThat(sentSpans()).containsOnly("0-60").hasSize(8);
    assertThat(states(group)).isEmpty();
  }

  @Test
  void keepsFiringAfterTheConditionEnded() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  keep_firing_for: 2m");
    condition(true);
    rules.tick(group);
    condition(false);
    rules.tick(group);
    assertThat(states(group)).containsExactly("firing");
    assertThat(alerts(group).getFirst().keepFiringSinceMillis()).hasValue(start + 60_000);
    rules.tick(group);
    assertThat(states(group)).containsExactly("firing");
    rules.tick(group);
    assertThat(states(group)).isEmpty();
  }

  @Test
  void theConditionHoldingAgainEndsKeepingFiring() {
    RuleGroup group = rules.group("- alert: A\n  expr: x == 1\n  keep_firing_for: 2m");
    condition(true);
    rules.tick(group);
    condition(false);
    rules.tick(group);
    condition(true);
    rules.tick(group);
    assertThat(alerts(group).getFirst().keepFiringSinceMillis()).isEmpty();
  }

  @Test
  void writesItsStateAsSeries() {
    RuleGroup group =
        rules.group("- alert: A\n  expr: x == 1\n  for: 1m\n  labels: {severity: page}");
    condition(true);
    rules.tick(group);
    rules.tick(group);
    condition(false);
    rules.tick(group);
    String labels = "{alertname=\"A\", %sjob=\"api\", severity=\"page\"}";
    assertThat(rules.stored("ALERTS"))
        .containsExactlyInAnyOrder(
            labels.formatted("alertstate=\"firing\", ") + " 60=1.0 120=stale",
            labels.formatted("alertstate=\"pending\", ") + " 0=1.0 60=stale");
    double activeAt = start / 1000.0;
    assertThat(rules.stored("ALERTS_FOR_STATE"))
        .containsExactly(
            labels.formatted("") + " 0=" + activeAt + " 60=" + activeAt + " 120=stale");
  }

  @Test
  void twoAlertsWithTheSameLabelsAreAnError() {
    RuleGroup group = rules.group("- alert: A\n  expr: '{job=\"api\"}'");
    rules.write(Labels.of("__name__", "x", "job", "api"), 1);
    rules.write(Labels.of("__name__", "y", "job", "api"), 1);
    rules.tick(group);
    assertThat(group.status().rules().getFirst().lastError())
        .isEqualTo("vector contains metrics with the same labelset after applying alert labels");
  }

  @Test
  void moreAlertsThanTheLimitAreAnError() {
    RuleGroup group =
        rules.groupOf("groups:\n- name: g\n  limit: 1\n  rules:\n  - alert: A\n    expr: x\n");
    rules.write(Labels.of("__name__", "x", "a", "1"), 1);
    rules.write(Labels.of("__name__", "x", "a", "2"), 1);
    rules.tick(group);
    assertThat(group.status().rules().getFirst().lastError())
        .isEqualTo("exceeded limit of 1 with 2 alerts");
    assertThat(rules.sent).isEmpty();
  }

  @Test
  void nothingIsSentBeforeItMayBeAndEverythingAfterwards() {
    RuleGroup group = rules.group("- alert: A\n  expr: vector(1)");
    group.evaluate(rules.now(), false);
    assertThat(rules.sent).isEmpty();
    group.tell(rules.now());
    assertThat(rules.sent).hasSize(1);
  }

  @Test
  void aReloadLeavesPendingAlertsWaitingFromWhereTheyWere() {
    RuleGroup before = rules.group("- alert: A\n  expr: vector(1)\n  for: 2m");
    rules.tick(before);
    rules.tick(before);
    RuleGroup after = rules.group("- alert: A\n  expr: vector(1) > 0\n  for: 2m");
    after.continueFrom(before);
    rules.tick(after);
    assertThat(states(after)).containsExactly("firing");
  }
}
