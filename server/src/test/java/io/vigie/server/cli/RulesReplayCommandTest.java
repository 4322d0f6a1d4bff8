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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@Isolated("what others print would be taken for the command's")
class RulesReplayCommandTest {
  @TempDir Path folder;
  private final Instant end = Instant.now().minusSeconds(600);
  private Path rules;

  /// A value that is 9 for the last five of ten minutes.
  @BeforeEach
  void fill() throws IOException {
    try (Tsdb tsdb =
            Tsdb.open(
                folder.resolve("data"),
                TsdbConfig.defaults(),
                InstantSource.system(),
                Meters.NONE);
        Appender appender = tsdb.appender()) {
      long series = appender.reference(Labels.of("__name__", "load", "job", "api"));
      for (int i = 0; i < 40; i++) {
        long at = end.minusSeconds(15L * (40 - i)).toEpochMilli();
        appender.append(series, at, i < 20 ? 1 : 9);
      }
      appender.commit();
    }
    rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            "groups: [{name: g, rules: [{alert: High, expr: load > 5, for: 2m}]}]");
  }

  private CommandOutcome replay(String... more) {
    String[] all = new String[6 + more.length];
    System.arraycopy(
        new String[] {"rules", "replay", "--from", "10m", "--to", end.toString()}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CommandOutcome.of(all);
  }

  @Test
  void rulesAreReplayedOverADataDirectory() {
    CommandOutcome outcome =
        replay(
            "--rules", rules.toString(), "--storage.tsdb.path", folder.resolve("data").toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("PENDING      High {job=\"api\"} value 9"),
            line -> assertThat(line).contains("FIRING       High {job=\"api\"} value 9"),
            line -> assertThat(line).startsWith("2 changes of alerts and 0 messages from"));
  }

  @Test
  void theAnswerIsJsonForPrograms() {
    CommandOutcome outcome =
        replay(
            "--rules",
            rules.toString(),
            "--storage.tsdb.path",
            folder.resolve("data").toString(),
            "--output",
            "json");
    assertThat(outcome.out()).contains("\"state\":\"firing\"", "\"evaluations\":1");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(replay("--storage.tsdb.path", "x").errors()).contains("--config.file or --rules");
    assertThat(replay("--storage.tsdb.path", "x", "--url", "y").errors())
        .contains("give one of them");
    assertThat(replay("--config.file", "x").errors()).contains("has its own configuration");
  }
}
