package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what others print would be taken for the command's")
class CheckRulesCommandTest {
  @TempDir Path folder;
  private Path rules;

  @BeforeEach
  void write() throws IOException {
    rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            """
            groups:
            - name: g
              rules:
              - alert: Loaded
                expr: laod > 5
                labels: {severity: critical}
            """);
  }

  @Test
  void samplesOfADataDirectoryAreAsked() throws IOException {
    Path data = folder.resolve("data");
    Instant yesterday = Instant.now().minusSeconds(86_400);
    try (Tsdb tsdb = Tsdb.open(data, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE);
        Appender appender = tsdb.appender()) {
      long series = appender.reference(Labels.of("__name__", "load", "job", "api"));
      appender.append(series, yesterday.toEpochMilli(), 1);
      appender.commit();
    }
    CommandOutcome outcome =
        CommandOutcome.of(
            "check", "rules", "--storage.tsdb.path", data.toString(), rules.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.out())
        .contains(
            rules + ":5: warning [no-series] Loaded: laod matches nothing now",
            "instead: load > 5",
            "SUCCESS: 1 rules found");
  }

  @Test
  void aRoutingIsAsked() throws IOException {
    Path routing =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: none, routes: [{receiver: none, matchers: [severity="P0"]}]}
            receivers: [{name: none}]
            """);
    CommandOutcome outcome =
        CommandOutcome.of(
            "check", "rules", "--alertmanager.config", routing.toString(), rules.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.out()).contains("[no-destination]", "[unknown-severity]", "severity: P0");
  }

  @Test
  void filesAreLookedAtTogetherAndWithWhatAServerSaysOfMetrics() throws IOException {
    Path recording =
        Files.writeString(
            folder.resolve("recording.yml"),
            """
            groups:
            - name: g
              rules:
              - {record: 'job:wait', expr: 'max by (job) (wait)'}
            """);
    Files.writeString(
        rules,
        """
        groups:
        - name: g
          rules:
          - {alert: Slow, expr: 'job:wait > limit_seconds', labels: {severity: critical}}
          - {alert: Busy, expr: 'done > 100', labels: {severity: critical}}
        """);
    Path metadata =
        Files.writeString(
            folder.resolve("metadata.json"),
            """
            {"status":"success","data":{
              "wait":[{"type":"gauge","help":"h","unit":"milliseconds"}],
              "done":[{"type":"counter","help":"","unit":""}]}}
            """);
    CommandOutcome byText =
        CommandOutcome.of("check", "rules", "--explain", rules.toString(), recording.toString());
    assertThat(byText.out()).doesNotContain("warning");
    CommandOutcome outcome =
        CommandOutcome.of(
            "check",
            "rules",
            "--metadata",
            metadata.toString(),
            rules.toString(),
            recording.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.out())
        .contains(
            rules + ":4: warning [unit-mismatch] Slow: the left side of > is in milliseconds",
            "instead: (job:wait / 1000) > limit_seconds",
            rules + ":5: warning [raw-counter] Busy",
            "Checking " + recording);
  }

  @Test
  void whatMakesNoSenseIsSaid() throws IOException {
    Path noMetadata = Files.writeString(folder.resolve("none.json"), "{");
    assertThat(
            CommandOutcome.of(
                    "check", "rules", "--metadata", noMetadata.toString(), rules.toString())
                .errors())
        .contains("is not the JSON of /api/v1/metadata");
    assertThat(
            CommandOutcome.of("check", "rules", "--url", "x", "--metadata", "y", rules.toString())
                .errors())
        .contains("knows metadata itself");
    assertThat(CommandOutcome.of("check", "rules", "--url", "x").errors()).contains("which files?");
    assertThat(
            CommandOutcome.of(
                    "check", "rules", "--url", "x", "--storage.tsdb.path", "y", rules.toString())
                .errors())
        .contains("give one of them");
  }

  @Test
  void allMistakesOfAFileAreNamed() throws IOException {
    Files.writeString(
        rules,
        "groups: [{name: g, rules: [{alert: A, expr: 'a +'}, {alert: B, expr: 'b', fro: 5m}]}]");
    CommandOutcome outcome = CommandOutcome.of("check", "rules", rules.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("rule 1, \"A\": could not parse", "field fro not found");
  }
}
