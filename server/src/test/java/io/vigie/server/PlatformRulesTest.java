package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.http.Secret;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.RuleLint;
import io.vigie.server.security.Security;
import io.vigie.server.security.SecurityConfig;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryStateStore;
import io.vigie.testkit.RecordingMeters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The rules of real platforms, from the folder `-Drequirements.dir` (skipped where there is none),
/// from a sample to a webhook: as they stand, and with what the linter proposes instead.
class PlatformRulesTest {
  private static final Path PLATFORMS =
      Path.of(System.getProperty("requirements.dir", "../../shared/requirements")).resolve("files");
  private static final Duration INTERVAL = RehearsedAlertPath.INTERVAL;
  private static final Duration HISTORY = Duration.ofMinutes(65);
  private static final Duration WATCHED = Duration.ofMinutes(12);

  @TempDir Path folder;

  /// What a target says, and who hears of it.
  ///
  /// @param asWritten whether somebody is told by the rule of the document
  /// @param corrected whether somebody is told by the rule that the linter proposes; the same rule
  ///   where it proposes none
  /// @param series separated by `;`: name, first value and growth in each interval of 15 seconds
  private record Situation(
      String platform, String alert, boolean asWritten, boolean corrected, String series) {
    static Situation parse(String line) {
      String[] columns = line.split("\\|", -1);
      return new Situation(
          columns[0].strip(),
          columns[1].strip(),
          columns[2].strip().equals("told"),
          columns[3].strip().equals("told"),
          columns[4].strip());
    }

    List<String> lines() {
      return Arrays.stream(series.split(";"))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> line + "x400")
          .toList();
    }
  }

  /// Platform, alert, what comes of the rule as written, what comes of the corrected one, series.
  private static final String SITUATIONS =
      """
      event-planner-core | HighErrorRate | told | told | http_requests_total{job="a",status_code="500"} 0+15; http_requests_total{job="a",status_code="200"} 0+135
      event-planner-core | HighErrorRate | told | - | http_requests_total{job="a",status_code="500"} 0+15; http_requests_total{job="a",status_code="200"} 0+1485
      event-planner-core | HighResponseTime | told | told | http_request_duration_seconds_bucket{job="a",le="1"} 0+0; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      event-planner-core | HighResponseTime | - | - | http_request_duration_seconds_bucket{job="a",le="1"} 0+15; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      event-planner-core | NoEventsCreated | told | told | events_created_total{job="a",status="ok"} 5+0
      event-planner-core | NoEventsCreated | - | told |
      event-planner-core | NoEventsCreated | told | - | events_created_total{job="a",status="ok"} 5+1; events_created_total{job="a",status="draft"} 5+0
      event-planner-core | HighSecurityEvents | told | told | security_events_total{job="a",ip="1"} 0+165
      event-planner-core | HighSecurityEvents | - | told | security_events_total{job="a",ip="1"} 0+90; security_events_total{job="a",ip="2"} 0+90
      event-planner-core | HighSecurityEvents | - | - | security_events_total{job="a",ip="1"} 0+60
      event-planner-core | BruteForceAttack | told | told | authentication_attempts_total{job="a",result="failed",user_type="x"} 0+90
      event-planner-core | BruteForceAttack | - | told | authentication_attempts_total{job="a",result="failed",user_type="x"} 0+60; authentication_attempts_total{job="a",result="failed",user_type="y"} 0+60
      event-planner-core | BruteForceAttack | - | - | authentication_attempts_total{job="a",result="ok",user_type="x"} 0+90
      event-planner-core | DatabaseConnectionHigh | told | told | database_connections_active{job="a"} 16+0
      event-planner-core | DatabaseConnectionHigh | - | - | database_connections_active{job="a"} 15+0
      event-planner-core | HighMemoryUsage | told | told | memory_usage_bytes{job="a",type="heap"} 900000000+0; memory_usage_bytes_limit{job="a",type="heap"} 1000000000+0
      event-planner-core | HighMemoryUsage | told | - | memory_usage_bytes{job="a",type="heap"} 900000000+0; memory_usage_bytes_limit{job="a",type="heap"} 8000000000+0
      event-planner-core | ServiceDown | told | told | up{job="event-planner-core",instance="i"} 0+0
      event-planner-core | ServiceDown | - | told |
      event-planner-core | ServiceDown | - | - | up{job="event-planner-core",instance="i"} 1+0
      veza | ServiceDown | told | told | up{job="a",instance="i"} 0+0; up{job="b",instance="i"} 1+0
      veza | ServiceDown | - | - | up{job="a",instance="i"} 1+0; up{job="b",instance="i"} 1+0
      veza | HighResponseTime | - | told | http_request_duration_seconds_bucket{job="a",le="0.5"} 0+0; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      veza | HighResponseTime | - | - | http_request_duration_seconds_bucket{job="a",le="0.5"} 0+15; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      veza | DatabaseConnectionsHigh | told | told | database_connections_active{job="a"} 81+0
      veza | DatabaseConnectionsHigh | - | - | database_connections_active{job="a"} 80+0
      veza | HighMemoryUsage | told | told | node_memory_MemTotal_bytes{instance="i"} 100+0; node_memory_MemAvailable_bytes{instance="i"} 5+0
      veza | HighMemoryUsage | - | - | node_memory_MemTotal_bytes{instance="i"} 100+0; node_memory_MemAvailable_bytes{instance="i"} 20+0
      veza | DiskSpaceFilling | told | told | node_filesystem_size_bytes{instance="i"} 100+0; node_filesystem_free_bytes{instance="i"} 10+0; node_filesystem_avail_bytes{instance="i"} 5+0
      veza | DiskSpaceFilling | - | told | node_filesystem_size_bytes{instance="i"} 100+0; node_filesystem_free_bytes{instance="i"} 20+0; node_filesystem_avail_bytes{instance="i"} 10+0
      veza | DiskSpaceFilling | - | - | node_filesystem_size_bytes{instance="i"} 100+0; node_filesystem_free_bytes{instance="i"} 50+0; node_filesystem_avail_bytes{instance="i"} 45+0
      veza | NoActiveUsers | told | told | active_users_total{job="a"} 0+0
      veza | NoActiveUsers | - | - | active_users_total{job="a"} 5+0
      veza | HighErrorRate | told | told | http_requests_total{job="a",status="500"} 0+15; http_requests_total{job="a",status="200"} 0+135
      veza | HighErrorRate | told | - | http_requests_total{job="a",status="500"} 0+15; http_requests_total{job="a",status="200"} 0+1485
      digitallz | SiteDown | told | told | up{job="digitallz-frontend",instance="i"} 0+0
      digitallz | SiteDown | - | told |
      digitallz | SiteDown | - | - | up{job="digitallz-frontend",instance="i"} 1+0
      digitallz | APIDown | told | told | up{job="digitallz-backend",instance="i"} 0+0
      digitallz | APIDown | - | told |
      digitallz | APIDown | - | - | up{job="digitallz-backend",instance="i"} 1+0
      digitallz | HighResponseTime | told | told | http_request_duration_seconds_bucket{job="a",le="0.5"} 0+0; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      digitallz | HighResponseTime | - | - | http_request_duration_seconds_bucket{job="a",le="0.5"} 0+15; http_request_duration_seconds_bucket{job="a",le="5"} 0+15; http_request_duration_seconds_bucket{job="a",le="+Inf"} 0+15
      digitallz | HighErrorRate | told | told | http_requests_total{job="a",status="500"} 0+15; http_requests_total{job="a",status="200"} 0+135
      digitallz | HighErrorRate | told | - | http_requests_total{job="a",status="500"} 0+15; http_requests_total{job="a",status="200"} 0+1485
      digitallz | HighCPUUsage | told | told | node_cpu_seconds_total{mode="idle",instance="i",cpu="0"} 0+1.5
      digitallz | HighCPUUsage | - | - | node_cpu_seconds_total{mode="idle",instance="i",cpu="0"} 0+9
      digitallz | HighMemoryUsage | told | told | node_memory_MemTotal_bytes{instance="i"} 100+0; node_memory_MemAvailable_bytes{instance="i"} 5+0
      digitallz | HighMemoryUsage | - | - | node_memory_MemTotal_bytes{instance="i"} 100+0; node_memory_MemAvailable_bytes{instance="i"} 30+0
      """;

  private static Stream<Situation> situations() {
    return SITUATIONS.lines().map(Situation::parse);
  }

  private static RuleFile rules(String platform) throws Exception {
    Path file = PLATFORMS.resolve(platform).resolve("alert_rules.yml");
    assumeTrue(Files.exists(file), () -> "there is no " + file.toAbsolutePath().normalize());
    return new RuleFileReader(RuleFileOptions.DEFAULT).read(file);
  }

  @ParameterizedTest
  @MethodSource("situations")
  void eachRuleTellsAWebhookWhenItShould(Situation situation) throws Exception {
    RuleFile file = rules(situation.platform());
    RuleDefinition.Alerting rule =
        file.rules().stream()
            .map(RuleDefinition.Alerting.class::cast)
            .filter(definition -> definition.name().equals(situation.alert()))
            .findFirst()
            .orElseThrow();
    assertThat(isTold(rule, situation)).as("as written").isEqualTo(situation.asWritten());
    RuleDefinition.Alerting corrected = corrected(file, rule);
    assertThat(isTold(corrected, situation))
        .as(corrected.expression().text())
        .isEqualTo(situation.corrected());
  }

  /// With the first expression that the linter proposes.
  private static RuleDefinition.Alerting corrected(RuleFile file, RuleDefinition.Alerting rule)
      throws Exception {
    Optional<String> proposal =
        RuleLint.check(file, RehearsedAlertPath.INTERVAL).stream()
            .filter(finding -> finding.rule().equals(rule.name()))
            .filter(finding -> !finding.check().equals("ratio-as-percent"))
            .map(finding -> finding.proposal())
            .findFirst();
    if (proposal.isEmpty()) {
      return rule;
    }
    Expr tree = new PromqlParser(ParserOptions.DEFAULT).parse(proposal.get());
    return new RuleDefinition.Alerting(
        rule.name(),
        new RuleDefinition.RuleExpression(Printer.print(tree), tree, proposal.get()),
        rule.labels(),
        rule.annotations(),
        rule.hold(),
        rule.keepFiring(),
        rule.place());
  }

  private static boolean isTold(RuleDefinition.Alerting rule, Situation situation)
      throws Exception {
    return isTold(rule, situation.lines());
  }

  private static boolean isTold(RuleDefinition.Alerting rule, List<String> lines) throws Exception {
    try (RehearsedAlertPath path = new RehearsedAlertPath()) {
      path.load(lines);
      path.clock.advance(HISTORY);
      path.live(
          path.group(
              new GroupDefinition(
                  "g", Optional.empty(), Optional.empty(), 0, Labels.EMPTY, List.of(rule))),
          WATCHED);
      for (JsonNode message : path.messages()) {
        assertThat(message.path("status").asString()).isEqualTo("firing");
        JsonNode alert = message.path("alerts").get(0);
        assertThat(alert.path("labels").path("alertname").asString()).isEqualTo(rule.name());
        assertThat(alert.path("labels").path("severity").asString())
            .isEqualTo(rule.labels().get("severity"));
        assertThat(alert.path("annotations").path("summary").asString())
            .isNotEmpty()
            .doesNotContain("{{");
      }
      assertThat(path.messages()).as("told once, if at all").hasSizeLessThanOrEqualTo(1);
      return !path.messages().isEmpty();
    }
  }

  /// The login of this very server is attacked, on a clock that is moved; what its counter says
  /// each 15 seconds is what the rule gets, with its own expression and its own `for`.
  @ParameterizedTest
  @CsvSource({"90, true", "60, false"})
  void guessingPasswordsHereFiresTheRuleThatWatchesForIt(int guesses, boolean told)
      throws Exception {
    RuleDefinition.Alerting rule =
        rules("event-planner-core").rules().stream()
            .map(RuleDefinition.Alerting.class::cast)
            .filter(definition -> definition.name().equals("BruteForceAttack"))
            .findFirst()
            .orElseThrow();
    FakeClock clock = new FakeClock();
    RecordingMeters meters = new RecordingMeters();
    Security security =
        new Security(
            new InMemoryStateStore(clock),
            new InMemoryEventLog(),
            folder,
            Map.of(),
            false,
            clock,
            meters);
    security.prepare(Optional.of(SecurityConfig.DEFAULT));
    security.apply(Optional.of(SecurityConfig.DEFAULT));
    StringBuilder counter = new StringBuilder("0x" + (HISTORY.dividedBy(INTERVAL) - 1));
    for (long i = WATCHED.dividedBy(INTERVAL); i > 0; i--) {
      for (int guess = 0; guess < guesses; guess++) {
        var _ = security.authentication().logIn("admin", Secret.of("wrong " + guess), "192.0.2.1");
      }
      clock.advance(INTERVAL);
      counter
          .append(' ')
          .append(meters.observed("authentication_attempts_total", "failed", "password").size());
    }
    String series =
        "authentication_attempts_total{job=\"vigie\",result=\"failed\",user_type=\"password\"} ";
    assertThat(isTold(rule, List.of(series + counter))).isEqualTo(told);
  }

  @Test
  void noRuleIsLeftOut() throws Exception {
    Set<String> rules = new TreeSet<>();
    for (String platform : List.of("event-planner-core", "veza", "digitallz")) {
      rules(platform).rules().forEach(rule -> rules.add(platform + " " + rule.name()));
    }
    assertThat(
            situations()
                .filter(Situation::corrected)
                .map(situation -> situation.platform() + " " + situation.alert())
                .collect(Collectors.toSet()))
        .isEqualTo(rules);
  }
}
