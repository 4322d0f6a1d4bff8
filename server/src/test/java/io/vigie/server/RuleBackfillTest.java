package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.cli.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// `vigie tsdb create-blocks-from rules` asks a running server and writes a data directory.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@Isolated("what others print would be taken for the command's")
class RuleBackfillTest {
  @TempDir Path folder;
  private final Instant now = Instant.now();

  private CommandOutcome backfill(String url, String... more) throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            """
            groups:
              - name: g
                labels: {team: shop}
                rules:
                  - {record: 'job:requests:sum', expr: sum(requests_total), labels: {job: all}}
                  - {record: 'job:requests:max', expr: max by (job) (requests_total)}
                  - {alert: High, expr: requests_total > 5}
                  - {record: latency, expr: sum(latency_seconds)}
            """);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "tsdb",
                "create-blocks-from",
                "rules",
                "--url=" + url,
                "--output-dir=" + folder.resolve("made"),
                "--eval-interval=30s"));
    arguments.addAll(List.of(more));
    arguments.add(rules.toString());
    return CommandOutcome.of(arguments.toArray(String[]::new));
  }

  private List<String> dump(String metric) {
    return CommandOutcome.of("tsdb", "dump", "--match=" + metric, folder.resolve("made").toString())
        .out()
        .lines()
        .toList();
  }

  @Test
  void whatTheRulesWouldHaveRecordedIsThere() throws Exception {
    StartedVigie.fill(folder);
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      String start = "--start=" + now.minusSeconds(240);
      String end = "--end=" + now;

      CommandOutcome made = backfill(server.url(), start, end);

      assertThat(made.errors())
          .contains("processing group g", "processing rule 1, job:requests:max")
          .contains("native histograms left out")
          .doesNotContain("High");
      assertThat(made.out()).startsWith("BLOCK ULID");
      List<String> lines = dump("{__name__=\"job:requests:max\",job=\"api\"}");
      assertThat(lines).hasSizeBetween(8, 9);
      assertThat(lines.getFirst())
          .startsWith("{__name__=\"job:requests:max\", job=\"api\", team=\"shop\"} ");
      long[] times =
          lines.stream()
              .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
              .toArray();
      for (int i = 1; i < times.length; i++) {
        assertThat(times[i] - times[i - 1]).isEqualTo(30_000);
      }
      assertThat(dump("{__name__=\"job:requests:sum\"}").getFirst()).contains("job=\"all\"");

      CommandOutcome again = backfill(server.url(), "-q", start, end);

      assertThat(again.out()).isEmpty();
      assertThat(again.errors()).contains("0 samples added");
      assertThat(dump("{__name__=\"job:requests:max\",job=\"api\"}")).isEqualTo(lines);
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() throws Exception {
    CommandOutcome outcome =
        backfill("http://127.0.0.1:1", "--start=" + now.minusSeconds(60), "--end=" + now);

    assertThat(outcome.exitCode()).isOne();
    assertThat(outcome.errors()).contains("vigie tsdb create-blocks-from rules: ");
  }

  @Test
  void timesThatMakeNoRangeAreRefused() throws Exception {
    CommandOutcome outcome =
        backfill("http://127.0.0.1:1", "--start=" + now, "--end=" + now.minusSeconds(60));

    assertThat(outcome.exitCode()).isOne();
    assertThat(outcome.errors()).contains("start time is not before end time");
    assertThat(backfill("http://127.0.0.1:1", "--start=yesterday").exitCode()).isNotZero();
  }
}
