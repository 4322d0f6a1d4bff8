package io.vigie.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleOrderTest {
  /// Rules as `name <- expression`; with a capital letter it is an alert.
  private static List<List<Integer>> batches(String... rules) {
    StringBuilder file = new StringBuilder("groups:\n- name: g\n  rules:\n");
    for (String rule : rules) {
      String[] parts = rule.split(" <- ", 2);
      String key = Character.isUpperCase(parts[0].charAt(0)) ? "alert" : "record";
      file.append("  - {").append(key).append(": '").append(parts[0]);
      file.append("', expr: '").append(parts[1]).append("'}\n");
    }
    return RuleOrder.batches(TestRules.file(file.toString()).rules());
  }

  @Test
  void rulesThatReadNothingOfEachOtherGoTogether() {
    assertThat(batches("a <- x", "b <- y", "C <- z")).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void aRuleComesAfterTheOneThatItReads() {
    assertThat(batches("a <- x", "b <- rate(a[5m])", "c <- y", "d <- b + c"))
        .containsExactly(List.of(0, 2), List.of(1), List.of(3));
  }

  @Test
  void aRuleThatReadsALaterOneStillSeesItsPreviousAnswer() {
    assertThat(batches("a <- b", "b <- x")).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void whoeverReadsAlertsComesAfterThem() {
    assertThat(batches("A <- x", "b <- ALERTS{alertname=\"A\"}", "c <- y"))
        .containsExactly(List.of(0, 2), List.of(1));
  }

  @Test
  void aSelectorWithoutANameKeepsTheOrderOfAll() {
    assertThat(batches("a <- x", "b <- {job=\"j\"}", "c <- y"))
        .containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @ParameterizedTest
  @CsvSource({
    "rules_multiple_independent.yaml, 1",
    "rules_multiple_dependents_on_base.yaml, 2",
  })
  void ofTheKit(String file, int batchCount) throws IOException {
    List<RuleDefinition> rules =
        new RuleFileReader(RuleFileOptions.DEFAULT)
            .read(ConformanceKit.file("fixtures/" + file))
            .rules();
    assertThat(RuleOrder.batches(rules)).hasSize(batchCount);
  }
}
