package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.alerts.mute.SilencePolicy;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Silences that recur, end by themselves, warn, count, and refuse. Times are seconds on a fake
/// clock that begins on 2026-01-01 (a Thursday), 00:00 UTC.
class SilencesBeyondTest {
  private static final String QUICK =
      """
      route: {receiver: ops, group_by: [alertname], group_wait: 1s, group_interval: 5m}
      receivers:
      - name: ops
        webhook_configs: [{url: "http://localhost/"}]
      - name: keepers
        webhook_configs: [{url: "http://localhost/"}]
      """;
  private static final Labels A = Labels.of("alertname", "A", "job", "db");

  private static Silence silence(
      AlertTimeline day, double forSeconds, Map<String, String> terms, String... matchers) {
    List<Matcher> list = new ArrayList<>();
    for (String matcher : matchers) {
      list.add(MatcherSyntax.FALLBACK.parseOne(matcher));
    }
    long now = day.clock.millis();
    return new Silence(
        "",
        List.of(new Matchers(list)),
        now,
        now + (long) (forSeconds * 1000),
        0,
        "ann",
        "planned",
        terms);
  }

  private static List<String> kinds(AlertTimeline day, String prefix) {
    return day.events.query("alert", TimeRange.ALWAYS, List.of(), 100).reversed().stream()
        .map(event -> event.kind())
        .filter(kind -> kind.startsWith(prefix))
        .toList();
  }

  @Test
  void aSilenceThatRecursHidesOnlyInItsStretchesAndSurvivesAKill() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      Map<String, String> terms =
          Map.of(
              "vigie.rrule", "FREQ=DAILY",
              "vigie.dtstart", "2026-01-01T01:00",
              "vigie.duration", "PT1H");
      Silence made = day.alerting().silence(silence(day, 40 * 86_400, terms, "job=db"), true);
      assertThat(made.stateAt(day.clock.millis())).isEqualTo(Silence.State.PENDING);
      day.push(1800, 86_400, A).until(1900);
      day.said("1801 ops {A=firing} first notification");
      day.resolve(3700, A).killed().allowed().until(7000);
      day.said("1801 ops {A=firing} first notification");
      day.clock.advance(Duration.ofSeconds(82_990));
      day.push(90_000, 3600, A).until(90_100);
      assertThat(day.alerting().status(A).silencedBy()).containsExactly(made.id());
      day.clock.advance(Duration.ofSeconds(3590));
      day.until(93_700);
      assertThat(day.alerting().status(A).silencedBy()).isEmpty();
    }
  }

  @Test
  void aSilenceUntilResolvedEndsWithTheLastAlertThatItHid() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      Silence made =
          day.alerting()
              .silence(
                  silence(day, 86_400, Map.of("vigie.until_resolved", "true"), "job=db"), true);
      day.until(100);
      assertThat(day.alerting().silences().get(made.id()).orElseThrow().endsAtMillis())
          .as("it waits for an alert")
          .isEqualTo(made.endsAtMillis());
      day.push(110, 3600, A).resolve(400, A).until(440);
      assertThat(day.alerting().silences().get(made.id()).orElseThrow().stateAt(day.clock.millis()))
          .isEqualTo(Silence.State.EXPIRED);
      assertThat(kinds(day, "alert.silence_")).containsExactly("alert.silence_ended");
      day.push(500, 3600, A).until(510);
      day.said("501 ops {A=firing} first notification");
    }
  }

  @Test
  void peopleAreWarnedOnceBeforeItEnds() throws Exception {
    SilencePolicy policy = new SilencePolicy(0.5, false, Duration.ofMinutes(10), "keepers");
    try (var day = new AlertTimeline(QUICK).with(plan(policy))) {
      day.alerting().silence(silence(day, 3600, Map.of(), "job=db"), true);
      day.push(1, 7200, A).until(3010).killed().allowed().until(3500);
      day.said("3000 keepers {SilenceExpiring=firing} first notification");
      assertThat(kinds(day, "alert.silence_")).containsExactly("alert.silence_expiring");
    }
  }

  private static ResponsePlan plan(SilencePolicy policy) {
    ResponsePlan none = ResponsePlan.NONE;
    return new ResponsePlan(
        policy, none.onCall(), none.policies(), none.budgets(), none.linkExpiry(), none.scale());
  }

  @Test
  void aShortSilenceIsNotAnnouncedAsSoonAsItIsMade() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      day.alerting().silence(silence(day, 300, Map.of(), "job=db"), true);
      day.until(400);
      assertThat(kinds(day, "alert.silence_")).isEmpty();
    }
  }

  @Test
  void whatItHidIsCountedAndSurvivesARestart() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      Silence made = day.alerting().silence(silence(day, 7200, Map.of(), "job=db"), true);
      day.push(1, 7200, A, A.with("instance", "2")).until(700);
      day.killed().allowed();
      var hidden = day.alerting().silences().hidden().of(made.id());
      assertThat(hidden.alerts()).isEqualTo(2);
      assertThat(hidden.messages()).isGreaterThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertname=~\".+\"",
        "alertname!=\"\"",
        "job!=\"db\"",
        "job=~\"db|.*\"",
        "a!~\"b\""
      })
  void aSilenceThatNamesNothingIsRefusedUnlessForced(String matcher) throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      assertThatThrownBy(
              () -> day.alerting().silence(silence(day, 60, Map.of(), matcher, "x!=\"\""), true))
          .isInstanceOf(SilenceException.class)
          .hasMessageContaining("too broad");
      Silence forced = silence(day, 60, Map.of("vigie.force", "true"), matcher, "x!=\"\"");
      assertThat(day.alerting().silence(forced, true).id()).isNotEmpty();
    }
  }

  @Test
  void aSilenceThatHidesMoreThanItsShareIsRefused() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      for (int n = 0; n < 30; n++) {
        day.push(1, 3600, Labels.of("alertname", "N", "n", "" + n, "job", n < 20 ? "db" : "web"));
      }
      assertThatThrownBy(() -> day.alerting().silence(silence(day, 60, Map.of(), "job=db"), true))
          .hasMessageContaining("20 of the 30 alerts");
      assertThat(day.alerting().silence(silence(day, 60, Map.of(), "job=web"), true).id())
          .isNotEmpty();
    }
  }

  @Test
  void termsThatMakeNoSenseAreRefused() throws Exception {
    try (var day = new AlertTimeline(QUICK)) {
      assertThatThrownBy(() -> silence(day, 60, Map.of("vigie.rrul", "x"), "job=db"))
          .hasMessageContaining("unknown annotation vigie.rrul");
      assertThatThrownBy(() -> silence(day, 60, Map.of("vigie.rrule", "FREQ=DAILY"), "job=db"))
          .hasMessageContaining("vigie.duration");
      assertThatThrownBy(() -> silence(day, 60, Map.of("vigie.until_resolved", "yes"), "job=db"))
          .hasMessageContaining("is not true or false");
    }
  }
}
