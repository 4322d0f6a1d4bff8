package io.vigie.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  @Test
  void sideBySideGivesWhatOneAfterTheOtherGives() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("- record: r").append(i).append("\n  expr: ");
      text.append(i % 5 == 0 ? "x * " + i : "r" + (i - i % 5) + " + " + i).append('\n');
    }
    assertThat(recorded(text.toString(), 4))
        .isEqualTo(recorded(text.toString(), 0))
        .contains("0=139.0 60=139.0");
  }

  private static String recorded(String rulesText, int maxConcurrent) {
    TestRules rules = new TestRules();
    rules.options =
        new RuleOptions(
            Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(1), maxConcurrent);
    RuleGroup group = rules.group(rulesText);
    rules.write(Labels.of("__name__", "x"), 2);
    rules.tick(group);
    rules.tick(group);
    StringBuilder stored = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      stored.append(rules.stored("r" + i));
    }
    return stored.toString();
  }
}
