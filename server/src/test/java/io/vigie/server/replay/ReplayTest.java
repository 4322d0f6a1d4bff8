package io.vigie.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.replay.ReplayLimits;
import io.vigie.rules.schedule.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final RuleSet RULES =
      rules(
          """
          groups:
          - name: recorded
            interval: 15s
            rules:
            - {record: 'job:load:max', expr: max by (job) (load)}
          - name: alerts
            rules:
            - {alert: Down, expr: 'load == 0', keep_firing_for: 2m, labels: {severity: page}}
            - {alert: High, expr: 'job:load:max > 5', for: 1m, labels: {severity: warn}}
            - {alert: Odd, expr: 'load % 2 == 1', keep_firing_for: 1m, labels: {severity: info}}
          - name: slow
            interval: 1m
            rules:
            - {alert: Quiet, expr: 'load > 7', labels: {severity: warn}}
          """);

  private static final AlertmanagerConfig ROUTING =
      routing(
          """
          route:
            receiver: chat
            group_by: [alertname]
            group_wait: 20s
            group_interval: 45s
            repeat_interval: 4m
            routes:
            - {receiver: phone, matchers: [severity="page"], group_wait: 5s, continue: true}
            - {receiver: chat, matchers: [severity="info"], mute_time_intervals: [begin]}
          inhibit_rules:
          - {source_matchers: [alertname="Down"], target_matchers: [severity="warn"], equal: [job]}
          time_intervals:
          - name: begin
            time_intervals: [{times: [{start_time: '00:00', end_time: '00:04'}]}]
          receivers:
          - name: chat
            webhook_configs: [{url: 'http://chat'}, {url: 'http://log', send_resolved: false}]
          - name: phone
            webhook_configs: [{url: 'http://phone'}]
          """);

  private static RuleSet rules(String text) {
    RuleFile file = new RuleFileReader(RuleFileOptions.DEFAULT).parse("rules.yml", text);
    return new RuleSet(List.of(file), Duration.ofSeconds(30), Duration.ZERO);
  }

  private static AlertmanagerConfig routing(String text) {
    return new AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
        .read(YamlFile.parse("alertmanager.yml", Path.of(""), text));
  }

  private static ReplayReport replay(LiveAlertPath live, Replay.Question question)
      throws IOException {
    Replay.Surroundings around =
        new Replay.Surroundings(
            live.store,
            new PromqlEngine(live.store, EngineOptions.defaults(), Ticker.system()),
            URI.create("http://vigie/"),
            RuleOptions.DEFAULT,
            AlertingOptions.DEFAULT,
            ReplayLimits.SERVER,
            Ticker.system());
    return new Replay(around).run(question, new Cancellation());
  }

  private static Replay.Question question(LiveAlertPath live, RuleSet rules) throws IOException {
    return new Replay.Question(
        rules,
        new TimeRange(live.beginMillis(), live.clock.millis()),
        Labels.of("region", "eu"),
        Relabelling.NONE,
        Optional.of(ROUTING),
        live.silences());
  }

  @Test
  void unchangedConfigurationReproducesTheRecordedNotifications() throws Exception {
    try (LiveAlertPath live = new LiveAlertPath(RULES, ROUTING, Labels.of("region", "eu"))) {
      live.silence("Quiet", Duration.ofMinutes(7), Duration.ofMinutes(3));
      live.load("api", 2, 2, 1, 9, 9, 0, 0, 9, 9, 9, 9, 9, 9, 2, 2, 2, 8, 8, 8, 8);
      live.load("web", 2, 2, 6, 6, 4, 4, 7, 7, 7, 2, 2, 2, 2, 6, 6, 6, 6, 6, 2, 2);
      live.runUntil(Duration.ofMinutes(20));
      List<HistoryEvent> recorded = live.history();
      assertThat(recorded)
          .extracting(HistoryEvent::kind)
          .contains(
              "notification.sent",
              "alert.inhibited",
              "alert.silenced",
              "alert.muted",
              "alert.heard");
      assertThat(recorded.size()).isGreaterThan(20);
      assertThat(replay(live, question(live, RULES)).events())
          .containsExactlyInAnyOrderElementsOf(recorded);
    }
  }

  @Test
  void otherRulesAndOtherRoutesSayWhatWouldHaveBeen() throws Exception {
    try (LiveAlertPath live = new LiveAlertPath(RULES, ROUTING, Labels.EMPTY)) {
      live.load("api", 2, 2, 9, 9, 9, 9, 1, 1);
      live.runUntil(Duration.ofMinutes(8));
      RuleSet other =
          rules(
              "groups: [{name: g, rules: [{alert: Load, expr: load > 8, labels: {severity: page}}]}]");
      ReplayReport report = replay(live, question(live, other));
      assertThat(report.changes()).extracting("rule").containsOnly("Load");
      assertThat(report.events())
          .extracting(event -> event.details().path("destination").asString(""))
          .contains("phone/webhook[0]");
      int before = live.sampleCount();
      replay(live, question(live, other));
      assertThat(live.sampleCount()).isEqualTo(before);
    }
  }
}
