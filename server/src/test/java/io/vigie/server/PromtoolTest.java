package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real `promtool` (Debian package `prometheus`) works with this server.
class PromtoolTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    StartedVigie.fill(folder);
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PROMTOOL.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void asksForOneInstant() throws Exception {
    assertThat(promtool("query", "instant", server.url(), "sum(requests_total)"))
        .startsWith("{} => 40 @[");
  }

  @Test
  void asksForARange() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    assertThat(
            promtool(
                "query",
                "range",
                "--start=" + (now - 120),
                "--end=" + now,
                "--step=30s",
                server.url(),
                "requests_total{job=\"api\"}"))
        .startsWith("requests_total{job=\"api\"} =>")
        .contains("@[" + (now - 120) + "]");
  }

  @Test
  void listsSeriesAndLabelValues() throws Exception {
    assertThat(promtool("query", "series", "--match=requests_total", server.url()))
        .contains("{__name__=\"requests_total\", job=\"api\"}");
    assertThat(promtool("query", "labels", server.url(), "job").lines()).contains("api", "web");
  }
}
