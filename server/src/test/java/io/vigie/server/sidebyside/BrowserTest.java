package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The web pages, built as for a release, in a real browser against a real server: what a person
/// does first.
@Tag("browser")
@Tag("slow")
@Isolated
class BrowserTest {
  private static final Path UI = Path.of("../ui").toAbsolutePath().normalize();

  /// Scraped every second, so that there is soon a line to see; one target never answers.
  private static final String CONFIGURATION =
      """
      global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
      rule_files: [rules.yml]
      vigie: {push: {import: true}}
      scrape_configs:
        - job_name: vigie
          file_sd_configs: [{files: [targets.json], refresh_interval: 1s}]
        - job_name: gone
          static_configs: [{targets: ["127.0.0.1:9"]}]
      """;

  /// A server that asks who is there, with something that fires, a receiver and services.
  private static final String WITH_ACCOUNTS =
      """
      global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
      rule_files: [always.yml]
      vigie:
        security: {admin_password_file: password}
        alertmanager:
          route: {receiver: team}
          receivers:
            - name: team
              webhook_configs: [{url: "http://127.0.0.1:9/hook"}]
        checks:
          - name: database
            tcp: {address: "127.0.0.1:9"}
            interval: 1s
            timeout: 1s
            retries: 0
          - name: shop
            http: {url: "http://127.0.0.1:9/shop"}
            depends_on: [database]
      """;

  private static final String ALWAYS =
      """
      groups:
        - name: always
          rules:
            - alert: AlwaysOn
              expr: vector(1)
              labels: {severity: warning}
              annotations: {summary: "Somebody should look"}
      """;

  private static final String PASSWORD = "correct horse battery";

  private static final String RULES =
      """
      groups:
        - name: targets
          rules:
            - record: job:up:sum
              expr: sum by (job) (up)
            - alert: TargetDown
              expr: up == 0
              labels: {severity: critical}
              annotations: {summary: "{{ $labels.instance }} does not answer"}
            - alert: TargetSlow
              expr: scrape_duration_seconds > 0
              for: 1h
              labels: {severity: warning}
      """;

  @TempDir Path folder;

  @Test
  void aPersonFindsTheirWay() throws Exception {
    assumeTrue(Files.exists(UI.resolve("e2e/run.mjs")), "there are no browser tests in " + UI);
    // What is not there when a process starts is not on its class path.
    Path pages = Files.createDirectories(UI.resolve("target/classes/ui"));
    Path config = Files.writeString(folder.resolve("prometheus.yml"), CONFIGURATION);
    Files.writeString(folder.resolve("rules.yml"), RULES);
    Path guarded = Files.createDirectory(folder.resolve("guarded"));
    Path guardedConfig = Files.writeString(guarded.resolve("prometheus.yml"), WITH_ACCOUNTS);
    Files.writeString(guarded.resolve("always.yml"), ALWAYS);
    Files.writeString(guarded.resolve("password"), PASSWORD);
    try (RealPrograms programs = new RealPrograms(folder);
        RealPrograms doors = new RealPrograms(guarded)) {
      String url = programs.vigie("--config.file=" + config).baseUrl();
      Files.writeString(
          folder.resolve("targets.json"),
          "[{\"targets\": [\"%s\"]}]".formatted(url.substring("http://".length())));
      // The pages are read when asked for: while they are built there is already something to see.
      run(Map.of(), "node", "build.mjs", pages.toString());
      run(
          Map.of(
              "BASE_URL",
              url,
              "E2E_ACCOUNTS_URL",
              doors.vigie("--config.file=" + guardedConfig, "--web.enable-lifecycle").baseUrl(),
              "E2E_ACCOUNTS_PASSWORD",
              PASSWORD,
              "E2E_ACCOUNTS_CONFIG",
              guardedConfig.toString(),
              "CONFORMANCE_DIR",
              System.getProperty("conformance.dir", "no-conformance-kit"),
              "DASHBOARDS_DIR",
              System.getProperty("dashboards.dir", "no-dashboards")),
          "node",
          "e2e/run.mjs");
    }
  }

  private static void run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(UI.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s:%n%s", List.of(command), output).isZero();
    System.err.println(output);
  }
}
