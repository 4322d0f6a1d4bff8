package io.vigie.rules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFileReaderTest {
  private static List<String> problems(String text) {
    try {
      new RuleFileReader(RuleFileOptions.DEFAULT).parse("rules.yml", text);
      return List.of();
    } catch (ConfigException e) {
      return String.valueOf(e.getMessage()).lines().toList();
    }
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
    String text =
        """
        groups:
        - name: one
          intervall: 5m
          rules:
          - alert: Sum
            expr: sum(
            foo: bar
          - record: total
            expr: sum(x)
            for: 5m
            labels: {"__name__": y}
          - expr: up
        - name: two
          interval: never
          limits: 3
          rules:
          - alert: Text
            expr: up == 0
            annotations:
              a: '{{ $labels.x '
              b: '{{ nothing }}'
        - name: one
          rules: [{alert: Fine, expr: up}]
        - name: ''
        """;
    assertThat(problems(text))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("rules.yml:3:3: field intervall not found"),
            line ->
                assertThat(line)
                    .startsWith("rules.yml:6:11: group \"one\", rule 1, \"Sum\": could not"),
            line -> assertThat(line).startsWith("rules.yml:7:5: field foo not found"),
            line -> assertThat(line).contains(":10:10: ", "invalid field 'for' in recording rule"),
            line -> assertThat(line).contains(":11:", "invalid label name: __name__"),
            line -> assertThat(line).contains(":12:", "one of 'record' or 'alert' must be set"),
            line -> assertThat(line).contains(":14:13: interval: "),
            line -> assertThat(line).contains(":15:3: field limits not found"),
            line -> assertThat(line).contains("rule 1, \"Text\": annotation \"a\""),
            line -> assertThat(line).contains("rule 1, \"Text\": annotation \"b\""),
            line -> assertThat(line).contains("groupname: \"one\" is repeated in the same file"),
            line -> assertThat(line).contains("Groupname must not be empty"));
  }

  @Test
  void aSingleProblemIsSaidAlone() {
    assertThat(problems("groups: [{name: g, rules: [{alert: A, expr: 'a +'}]}]"))
        .singleElement()
        .asString()
        .startsWith("rules.yml:1:");
  }

  @Test
  void aFileThatIsWrongThroughoutDoesNotFillTheScreen() {
    StringBuilder text = new StringBuilder("groups:\n- name: g\n  rules:\n");
    for (int i = 0; i < 500; i++) {
      text.append("  - {alert: A, expr: 'a +'}\n");
    }
    List<String> problems = problems(text.toString());
    assertThat(problems).hasSize(101);
    assertThat(problems.getLast()).isEqualTo("and 400 more");
  }

  @Test
  void whatIsNoListOrNoMappingIsRefused() {
    RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);
    assertThatThrownBy(() -> reader.parse("r.yml", "groups: 5"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> reader.parse("r.yml", "groups: [5]"))
        .isInstanceOf(ConfigException.class);
  }
}
