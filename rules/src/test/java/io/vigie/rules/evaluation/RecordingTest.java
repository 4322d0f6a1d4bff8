package io.vigie.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private final TestRules rules = new TestRules();

  @Test
  void recordsTheAnswerUnderItsNameWithTheLabelsOfGroupAndRule() {
    RuleGroup group =
        rules.groupOf(
            """
            groups:
            - name: g
              labels: {team: a, tier: group}
              rules:
              - record: job:up
                expr: up
                labels: {tier: rule}
            """);
    rules.write(Labels.of("__name__", "up", "job", "x", "instance", "i"), 1);
    rules.tick(group);
    assertThat(rules.stored("job:up"))
        .containsExactly("{instance=\"i\", job=\"x\", team=\"a\", tier=\"rule\"} 0=1.0");
  }

  @Test
  void recordsAScalarAsOneSeries() {
    rules.tick(rules.group("- record: one\n  expr: 1 + 1"));
    assertThat(rules.stored("one")).containsExactly("{} 0=2.0");
  }

  @Test
  void asksAndWritesInThePastByTheQueryOffset() {
    rules.queryOffset = Duration.ofSeconds(30);
    RuleGroup group = rules.group("- record: r\n  expr: x");
    rules.write(Labels.of("__name__", "x"), 1);
    rules.clock.advance(Duration.ofSeconds(20));
    rules.write(Labels.of("__name__", "x"), 2);
    rules.clock.advance(Duration.ofSeconds(20));
    rules.tick(group);
    assertThat(rules.stored("r")).containsExactly("{} 10=1.0");
  }

  @Test
  void laterRulesSeeWhatEarlierOnesJustRecorded() {
    rules.tick(rules.group("- record: a\n  expr: vector(7)\n- record: b\n  expr: a * 2"));
    assertThat(rules.stored("b")).containsExactly("{} 0=14.0");
  }

  @Test
  void aSeriesThatVanishesFromTheAnswerEndsStale() {
    RuleGroup group = rules.group("- record: r\n  expr: x > 1");
    rules.write(Labels.of("__name__", "x"), 2);
    rules.tick(group);
    rules.write(Labels.of("__name__", "x"), 1);
    rules.tick(group);
    rules.tick(group);
    assertThat(rules.stored("r")).containsExactly("{} 0=2.0 60=stale");
  }

  @Test
  void anAnswerWithTheSameLabelsTwiceIsAnErrorAndWritesNothing() {
    RuleGroup group = rules.group("- record: r\n  expr: x\n  labels: {a: same}");
    rules.write(Labels.of("__name__", "x", "a", "1"), 1);
    rules.write(Labels.of("__name__", "x", "a", "2"), 1);
    rules.tick(group);
    RuleStatus status = group.status().rules().getFirst();
    assertThat(status.health()).isEqualTo(RuleHealth.BAD);
    assertThat(status.lastError())
        .isEqualTo("vector contains metrics with the same labelset after applying rule labels");
    assertThat(rules.stored("r")).isEmpty();
  }

  @Test
  void moreSeriesThanTheLimitAreAnError() {
    RuleGroup group =
        rules.groupOf("groups:\n- name: g\n  limit: 1\n  rules:\n  - record: r\n    expr: x\n");
    rules.write(Labels.of("__name__", "x", "a", "1"), 1);
    rules.write(Labels.of("__name__", "x", "a", "2"), 1);
    rules.tick(group);
    assertThat(group.status().rules().getFirst().lastError())
        .isEqualTo("exceeded limit of 1 with 2 series");
  }

  @Test
  void aRuleThatRecoversIsHealthyAgain() {
    RuleGroup group = rules.group("- record: r\n  expr: a / on () b");
    rules.write(Labels.of("__name__", "a"), 1);
    rules.write(Labels.of("__name__", "b", "x", "1"), 1);
    rules.write(Labels.of("__name__", "b", "x", "2"), 1);
    rules.tick(group);
    assertThat(group.status().rules().getFirst().lastError())
        .contains("found duplicate series for the match group");
    rules.clock.advance(Duration.ofMinutes(6));
    rules.tick(group);
    assertThat(group.status().rules().getFirst().health()).isEqualTo(RuleHealth.GOOD);
    assertThat(group.status().rules().getFirst().lastError()).isEmpty();
  }

  @Test
  void aReloadKeepsSeriesOfRulesThatStayAndEndsThoseThatGo() {
    RuleGroup before =
        rules.group("- record: a\n  expr: vector(1)\n- record: b\n  expr: vector(1)");
    rules.tick(before);
    RuleGroup after = rules.group("- record: a\n  expr: vector(2) > 5");
    after.continueFrom(before);
    rules.tick(after);
    assertThat(rules.stored("a")).containsExactly("{} 0=1.0 60=stale");
    assertThat(rules.stored("b")).containsExactly("{} 0=1.0 60=stale");
  }

  @Test
  void aRemovedGroupEndsOnlyWhatNoOtherGroupWrites() {
    RuleGroup group = rules.group("- record: a\n  expr: vector(1)\n- record: b\n  expr: vector(1)");
    rules.tick(group);
    RuleGroup other = rules.group("- record: a\n  expr: vector(1)");
    rules.tick(other);
    rules.clock.advance(Duration.ofSeconds(1));
    group.end(rules.now(), other.series());
    assertThat(rules.stored("a")).containsExactly("{} 0=1.0 60=1.0");
    assertThat(rules.stored("b")).containsExactly("{} 0=1.0 121=stale");
  }
}
