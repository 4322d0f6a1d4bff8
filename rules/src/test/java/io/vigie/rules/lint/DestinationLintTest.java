package io.vigie.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.rules.evaluation.TestRules;
import io.vigie.rules.lint.Destinations.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the linter finds when it knows who is told.
class DestinationLintTest {
  /// Alerts of the team `nobody` go to a receiver without a way to tell people.
  private static Destinations asking(String... severities) {
    return new Destinations() {
      @Override
      public boolean isKnown() {
        return true;
      }

      @Override
      public List<Receiver> reachable(Map<String, String> labels) {
        Receiver ops = new Receiver("ops", true);
        Receiver silent = new Receiver("silent", false);
        if (!labels.containsKey("team")) {
          return List.of(ops, silent);
        }
        return List.of("nobody".equals(labels.get("team")) ? silent : ops);
      }

      @Override
      public List<String> askedFor(String label) {
        return label.equals("severity") ? List.of(severities) : List.of();
      }

      @Override
      public boolean isAskedFor(String label, String value) {
        return askedFor(label).contains(value);
      }
    };
  }

  private static List<Finding> lint(String labels, Destinations destinations) {
    String rules =
        "groups: [{name: g, rules: [{alert: A, expr: a > 1, labels: {%s}}, {alert: B, expr: b > 1}]}]";
    return RuleLint.check(
        List.of(TestRules.file(rules.formatted(labels))),
        Surroundings.textOnly(Duration.ofMinutes(1)).withDestinations(destinations));
  }

  @Test
  void anAlertThatLeadsToNobodyIsFound() {
    assertThat(lint("team: nobody", asking()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.check()).isEqualTo("no-destination");
          assertThat(finding.rule()).isEqualTo("A");
          assertThat(finding.reason()).contains("\"silent\"");
        });
    assertThat(lint("team: web", asking())).isEmpty();
    assertThat(lint("team: '{{ $labels.team }}'", asking()))
        .as("a label that is not known may lead to somebody")
        .isEmpty();
  }

  @Test
  void thatNobodyIsToldOfAnythingIsSaidOnce() {
    Destinations none =
        new Destinations() {
          @Override
          public boolean isKnown() {
            return true;
          }

          @Override
          public List<Receiver> reachable(Map<String, String> labels) {
            return List.of(new Receiver("default", false));
          }

          @Override
          public List<String> askedFor(String label) {
            return List.of();
          }

          @Override
          public boolean isAskedFor(String label, String value) {
            return false;
          }
        };
    assertThat(lint("", none))
        .singleElement()
        .satisfies(finding -> assertThat(finding.reason()).contains("nor of any of the 2"));
  }

  @ParameterizedTest
  @CsvSource({
    "critical, P0 P1 P2, P0",
    "warning, P0 P1 P2, P1",
    "critcal, critical warning, critical",
    "critical, critical warning, ",
    "info, critical warning, ",
    "warning, critical, ",
    "warnign, '', warning",
    "page, '', ",
    "'{{ $labels.severity }}', critical, ",
  })
  void aSeverityThatRoutesHaveAnotherWordForIsFound(
      String severity, String asked, String proposed) {
    String[] routes = asked.isEmpty() ? new String[0] : asked.split(" ");
    List<Finding> findings = lint("severity: '" + severity + "'", asking(routes));
    if (proposed == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("unknown-severity");
            assertThat(finding.proposal()).isEqualTo("severity: " + proposed);
          });
    }
  }
}
