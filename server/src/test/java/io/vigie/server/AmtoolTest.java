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

/// The real `amtool` (Debian package `prometheus-alertmanager`) works with this server.
class AmtoolTest {
  private static final Path AMTOOL = Path.of("/usr/bin/amtool");
  private static final String CONFIGURATION =
      """
      vigie:
        alertmanager:
          route:
            receiver: hook
            routes:
            - matchers: [severity="critical"]
              receiver: pager
          receivers:
          - name: hook
          - name: pager
            webhook_configs:
            - url: http://127.0.0.1:1/secret-path
      """;

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(AMTOOL), "amtool is not installed");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), CONFIGURATION);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String amtool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(AMTOOL.toString(), "--alertmanager.url=" + server.url(), "--no-version-check"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
    return output;
  }

  @Test
  void addsAndFindsAlerts() throws Exception {
    amtool("alert", "add", "alertname=Added", "n=1", "--annotation=summary=hello");
    assertThat(amtool("alert", "query", "alertname=Added")).contains("Added", "hello", "active");
    assertThat(amtool("-o", "json", "alert", "query", "Added")).contains("\"n\":\"1\"");
    assertThat(amtool("alert", "query", "alertname=Added", "--receiver=pager"))
        .doesNotContain("Added");
  }

  @Test
  void silencesLiveTheirLife() throws Exception {
    String id = amtool("silence", "add", "alertname=Quiet", "-c", "why", "-a", "me").strip();
    assertThat(amtool("silence", "query", "alertname=Quiet")).contains(id, "why", "me");
    assertThat(amtool("silence", "update", "-d", "3h", id)).contains(id);
    amtool("alert", "add", "alertname=Quiet");
    assertThat(amtool("alert", "query", "alertname=Quiet")).doesNotContain("active");
    assertThat(amtool("alert", "query", "--silenced", "alertname=Quiet")).contains("suppressed");
    Path saved =
        Files.writeString(
            folder.resolve("silences.json"),
            amtool("-o", "json", "silence", "query", "alertname=Quiet"));
    amtool("silence", "expire", id);
    assertThat(amtool("silence", "query", "alertname=Quiet")).doesNotContain(id);
    assertThat(amtool("silence", "query", "--expired", "alertname=Quiet")).contains(id);
    amtool("silence", "import", saved.toString());
    assertThat(amtool("silence", "query", "-q", "alertname=Quiet").strip()).hasSize(36);
  }

  @Test
  void showsConfigurationAndRoutesWithoutSecrets() throws Exception {
    assertThat(amtool("config", "show")).contains("receiver: hook").doesNotContain("secret-path");
    assertThat(amtool("config", "routes", "test", "severity=critical").strip()).isEqualTo("pager");
    assertThat(amtool("config", "routes", "test", "severity=warning").strip()).isEqualTo("hook");
    assertThat(amtool("config", "routes", "show")).contains("receiver: pager");
    assertThat(amtool("cluster", "show")).contains("disabled");
  }
}
