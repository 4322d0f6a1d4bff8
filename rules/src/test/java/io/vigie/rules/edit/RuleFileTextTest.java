package io.vigie.rules.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTextTest {
  private static final RuleFileReader READER = new RuleFileReader(RuleFileOptions.DEFAULT);
  private static final RuleAddress DOWN = RuleAddress.ofRule("targets", 0, "Down");

  private static final String FILE =
      """
      # Ours.
      groups:
        - name: targets   # every target
          rules:
            # Somebody is paged.
            - alert: Down
              expr: up == 0   # also while it starts
              for: 5m

            - record: job:up:sum
              expr: |
                sum by (job) (
                  # all
                  up
                )
        # The rest.
        - name: rest
          labels: {team: a}
          rules:
            - {alert: One, expr: vector(1)}
      """;

  private static RuleFileText parse(String text) {
    return RuleFileText.parse("rules.yml", text, READER);
  }

  private static String replaced(RuleAddress address, String text) throws RuleEditException {
    RuleFileText file = parse(FILE);
    return file.with(file.find(address), text, READER).text();
  }

  private static String added(String file, Optional<String> group, String text)
      throws RuleEditException {
    RuleFileText now = parse(file);
    return now.with(now.end(group), text, READER).text();
  }

  @Test
  void oneMoreRuleStandsBehindTheOthersAsTheyStand() throws Exception {
    String rule = "- alert: More\n  expr: up == 2";
    String written = "\n      - alert: More\n        expr: up == 2\n";
    assertThat(added(FILE, Optional.of("targets"), rule))
        .isEqualTo(FILE.replace("          )\n", "          )\n" + written));
    assertThat(added(FILE.stripTrailing(), Optional.of("rest"), rule))
        .isEqualTo(FILE + written.substring(1));
    assertThat(added(FILE.replace("\n", "\r\n"), Optional.of("rest"), rule))
        .isEqualTo((FILE + written.substring(1)).replace("\n", "\r\n"));
  }

  @Test
  void oneMoreGroupStandsAtTheEnd() throws Exception {
    String group = "- name: more\n  rules:\n    - {alert: A, expr: up}";
    String written = group.indent(2);
    assertThat(added(FILE, Optional.empty(), group)).isEqualTo(FILE + written);
    assertThat(added("", Optional.empty(), group)).isEqualTo("groups:\n" + written);
    assertThat(added("# ours", Optional.empty(), group)).isEqualTo("# ours\ngroups:\n" + written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alert: A\nexpr: up",
        "- alert: A\n  expr: up\n- alert: B\n  expr: up",
        "- name: more\n  rules: []",
        "- alert: A\n  expr: up\n  - alert: B"
      })
  void whatIsNotOneMoreRuleIsRefused(String text) {
    assertThatThrownBy(() -> added(FILE, Optional.of("targets"), text))
        .isInstanceOfAny(RuleEditException.class, ConfigException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: []\n",
        "groups: [{name: g, rules: [{alert: A, expr: up}]}]\n",
        "groups:\n  - {name: g, rules: [{alert: A, expr: up}]}\n",
        "groups:\n  - name: g\n    rules: []\n"
      })
  void whereThereIsNoPlaceForOneMoreItIsSaid(String file) {
    RuleFileText text = parse(file);
    Optional<String> group = text.file().groups().isEmpty() ? Optional.empty() : Optional.of("g");
    assertThatThrownBy(() -> text.end(group))
        .isInstanceOfSatisfying(
            RuleEditException.class,
            e -> assertThat(e.kind()).isEqualTo(RuleEditException.Kind.NO_PLACE));
  }

  @Test
  void aRuleIsShownWithoutTheIndentationThatItsLinesShare() throws Exception {
    RulePassage passage = parse(FILE).find(DOWN);
    assertThat(passage.line()).isEqualTo(6);
    assertThat(passage.text())
        .isEqualTo("- alert: Down\n  expr: up == 0   # also while it starts\n  for: 5m");
  }

  @Test
  void onlyTheLinesOfARuleAreRewritten() throws Exception {
    assertThat(replaced(DOWN, "- alert: Gone\n  # twice\n  expr: up == 0\n"))
        .isEqualTo(
            FILE.replace(
                "      - alert: Down\n        expr: up == 0   # also while it starts\n"
                    + "        for: 5m\n",
                "      - alert: Gone\n        # twice\n        expr: up == 0\n"));
  }

  @Test
  void aRuleOnOneLineMayBecomeOneOfMany() throws Exception {
    assertThat(replaced(RuleAddress.ofRule("rest", 0, "One"), "- alert: One\n  expr: vector(2)"))
        .endsWith("    rules:\n      - alert: One\n        expr: vector(2)\n");
  }

  @Test
  void aGroupIsReplacedAsAWhole() throws Exception {
    String changed =
        replaced(
            RuleAddress.ofGroup("rest"),
            "- name: others\n  rules:\n    - alert: Two\n      expr: vector(2)\n");
    assertThat(changed)
        .startsWith(FILE.substring(0, FILE.indexOf("  - name: rest")))
        .endsWith("  - name: others\n    rules:\n      - alert: Two\n        expr: vector(2)\n");
  }

  @Test
  void aRuleBetweenBracketsIsReplacedThere() throws Exception {
    String text = "groups: [{name: a, rules: [{alert: A, expr: up}, {alert: B, expr: up}]}]\n";
    RuleFileText file = parse(text);
    RulePassage passage = file.find(RuleAddress.ofRule("a", 1, "B"));
    assertThat(passage.text()).isEqualTo("{alert: B, expr: up}");
    assertThat(file.with(passage, "{alert: C, expr: up > 0}\n", READER).text())
        .isEqualTo(text.replace("{alert: B, expr: up}", "{alert: C, expr: up > 0}"));
  }

  @Test
  void linesEndAsTheyDidInTheFile() throws Exception {
    RuleFileText file = parse(FILE.replace("\n", "\r\n"));
    assertThat(file.with(file.find(DOWN), "- alert: Down\n  expr: up == 1", READER).text())
        .contains("      - alert: Down\r\n        expr: up == 1\r\n\r\n")
        .doesNotContainPattern("[^\r]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- alert: A\n  expr: up\n- alert: B\n  expr: up",
        "# nothing",
      })
  void whatIsNotExactlyOneRuleIsRefused(String text) {
    assertThatThrownBy(() -> replaced(DOWN, text)).isInstanceOf(RuleEditException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- alert: A\n  expr: sum(",
        "- alert: A\n  expr: up\n  annotations: {a: '{{ .Nothing '}",
        "- alert: A\n  exp: up",
        "alert: A\nexpr: up",
        "- alert: A\n  expr: up\n  # and\n---\n",
        "- alert: A\n  expr: up\n    rules:",
      })
  void whatIsNotWellFormedIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> replaced(DOWN, text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("rules.yml:");
  }

  @Test
  void aRuleThatIsNoLongerThereIsNotFound() {
    RuleFileText file = parse(FILE);
    for (RuleAddress address :
        List.of(
            RuleAddress.ofRule("targets", 0, "Gone"),
            RuleAddress.ofRule("targets", 7, "Down"),
            RuleAddress.ofRule("none", 0, "Down"))) {
      assertThatThrownBy(() -> file.find(address))
          .isInstanceOf(RuleEditException.class)
          .hasMessageContaining("rules.yml");
    }
  }

  @Test
  void whatAnAliasBringsIsNotChangedHere() {
    RuleFileText file =
        parse(
            """
            groups:
            - name: a
              rules: &rules
              - {alert: A, expr: up}
            - name: b
              rules: *rules
            """);
    assertThatThrownBy(() -> file.find(RuleAddress.ofRule("b", 0, "A")))
        .hasMessageContaining("alias");
    assertThatThrownBy(() ->
            file.with(
                file.find(RuleAddress.ofRule("a", 0, "A")), "- {alert: A, expr: up > 1}", READER))
        .as("the other group would change too")
        .isInstanceOf(RuleEditException.class);
  }

  /// Of every rule of real files: what was not touched stays, to the byte.
  @Test
  void ofRealFilesEverythingElseStays() throws Exception {
    try (Stream<Path> files = Files.list(ConformanceKit.file("corpus"))) {
      for (Path path : files.filter(file -> file.toString().endsWith(".yml")).toList()) {
        RuleFileText file = RuleFileText.parse(path.toString(), Files.readString(path), READER);
        for (RuleAddress address : someOf(file)) {
          RulePassage passage = file.find(address);
          String changed = file.with(passage, passage.text() + "\n  # seen", READER).text();
          assertThat(changed.replaceFirst("\n *# seen\n", "\n")).isEqualTo(file.text());
        }
      }
    }
  }

  private static List<RuleAddress> someOf(RuleFileText file) {
    List<RuleAddress> all = new ArrayList<>();
    for (GroupDefinition group : file.file().groups()) {
      for (int i = 0; i < group.rules().size(); i += 40) {
        all.add(RuleAddress.ofRule(group.name(), i, group.rules().get(i).name()));
      }
    }
    return all;
  }
}
