package io.vigie.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlLayoutTest {
  private static List<String> items(String text) {
    return texts(text, YamlLayout.of("file.yml", text).getOrDefault("list", List.of()));
  }

  private static List<String> texts(String text, List<YamlItem> items) {
    return items.stream().map(item -> text.substring(item.start(), item.end())).toList();
  }

  @Test
  void anItemTakesItsLinesAndNotTheEmptyOnesAndCommentsBetween() {
    String text =
        """
        # head
        list:
          # about a
          - name: a
            # within a
            value: 1

          # about b
          - name: b
            text: |
              # no comment

              end
            # at the end of b

        # about the rest
        other: 1
        """;
    assertThat(items(text))
        .containsExactly(
            "  - name: a\n    # within a\n    value: 1\n",
            "  - name: b\n    text: |\n      # no comment\n\n      end\n    # at the end of b\n");
  }

  @Test
  void aDashMayStandAloneOnItsLineOrWithAnAnchor() {
    String text =
        """
        list: &all
        -
          name: a
        - # - why
          name: b
        - &c
          name: c
        """;
    assertThat(items(text))
        .containsExactly("-\n  name: a\n", "- # - why\n  name: b\n", "- &c\n  name: c\n");
  }

  @Test
  void theLastItemReachesToTheEndOfATextWithoutABreak() {
    assertThat(items("list:\n- name: a\n- name: b")).containsExactly("- name: a\n", "- name: b");
    assertThat(items("list:\n- name: a\n- name: b\n...\n"))
        .containsExactly("- name: a\n", "- name: b\n");
  }

  @Test
  void anItemBetweenBracketsIsItsCharacters() {
    assertThat(items("list: [{name: é}, {name: \"b]\"}] # end\n"))
        .containsExactly("{name: é}", "{name: \"b]\"}");
  }

  @Test
  void linesMayEndAsOnWindows() {
    assertThat(items("list:\r\n- name: a\r\n\r\n- name: b\r\n"))
        .containsExactly("- name: a\r\n", "- name: b\r\n");
  }

  @Test
  void listsOfAnItemAreFoundInIt() {
    String text =
        """
        list:
          - name: a
            rules:
            - alert: A

            - alert: B
            # about no rule
          - rules: [{alert: C}]
        """;
    List<YamlItem> groups = YamlLayout.of("file.yml", text).getOrDefault("list", List.of());
    assertThat(groups)
        .extracting(group -> texts(text, group.lists().getOrDefault("rules", List.of())))
        .containsExactly(List.of("    - alert: A\n", "    - alert: B\n"), List.of("{alert: C}"));
    assertThat(groups).extracting(YamlItem::line).containsExactly(2, 8);
    assertThat(groups).extracting(YamlItem::indent).containsExactly(2, 2);
  }

  @Test
  void whatAliasesBringStandsElsewhere() {
    assertThat(YamlLayout.of("file.yml", "a: &a\n- x: 1\nb: *a\n").keySet()).containsExactly("a");
    assertThat(YamlLayout.of("file.yml", "- x: 1\n")).isEqualTo(Map.of());
    assertThat(YamlLayout.of("file.yml", "")).isEqualTo(Map.of());
  }
}
