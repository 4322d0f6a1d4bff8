package io.vigie.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteDoubtsTest {
  private static List<String> warnings(String yaml) {
    return new AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
        .read(YamlFile.parse("alertmanager.yml", Path.of(""), yaml))
        .warnings();
  }

  @Test
  void aListInOneTextIsNoListOfTexts() {
    String route = "{receiver: r, routes: [{receiver: r, matchers: ['severity=\"%s\"']}]}";
    String file = "{route: " + route + ", receivers: [{name: r}]}";
    assertThat(warnings(file.formatted("P0, P1")))
        .singleElement()
        .asString()
        .contains("write severity=~\"P0|P1\"");
    assertThat(warnings(file.formatted("P0"))).isEmpty();
    assertThat(warnings(file.formatted("Paris, in the rain"))).isEmpty();
  }

  @Test
  void aMentionThatSlackTakesForTextIsFound() {
    String file =
        """
        route: {receiver: r}
        receivers:
        - name: r
          slack_configs:
          - {api_url: 'https://slack.example/x', channel: '#a', text: '%s'%s}
        """;
    assertThat(warnings(file.formatted("@here {{ .Status }}", "")))
        .containsExactly(
            "the receiver r says @here to Slack, which is only text there: write <!here>");
    assertThat(warnings(file.formatted("@channel", ", link_names: true"))).isEmpty();
    assertThat(warnings(file.formatted("<!here> ann@here.example @heretic", ""))).isEmpty();
  }

  @Test
  void sectionsThatChangeNothingHereAreAcceptedAndSaySo() {
    assertThat(
            warnings(
                """
                route: {receiver: r}
                receivers: [{name: r}]
                tracing: {endpoint: 'localhost:4317', sampling_fraction: 1.0}
                event_recorder:
                  stdout_outputs: [{}]
                """))
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).startsWith("3: tracing is accepted and has no effect"),
            warning -> assertThat(warning).startsWith("5: event_recorder is accepted"));
  }

  @Test
  void deprecatedKeysAreTakenWithAWordOnWhatToWriteInstead() {
    assertThat(
            warnings(
                """
                route:
                  receiver: r
                  routes:
                  - match: {severity: critical}
                    match_re: {team: "a|b"}
                    receiver: r
                    routes: [{receiver: r, match: {a: b, c: 'd "e"'}}]
                inhibit_rules:
                - source_match: {severity: critical}
                  target_matchers: [severity=warning]
                mute_time_intervals: []
                receivers: [{name: r}]
                """))
        .containsExactly(
            "4:5: match is deprecated: write matchers: ['severity=\"critical\"']",
            "5:5: match_re is deprecated: write matchers: ['team=~\"a|b\"']",
            "7:28: match is deprecated: write matchers: ['a=\"b\"', 'c=\"d \\\"e\\\"\"']",
            "9:3: source_match is deprecated: write source_matchers: ['severity=\"critical\"']",
            "11:1: mute_time_intervals is deprecated: write time_intervals, with the same list");
  }
}
