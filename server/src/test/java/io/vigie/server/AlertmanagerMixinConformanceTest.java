package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.testkit.Eventually;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules of Alertmanager's mixin, asked of what this server says of itself: they find all that
/// they ask for, and hold for nothing where all is well.
class AlertmanagerMixinConformanceTest {
  private static final Path RULES =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "rules/corpus/kube-prometheus-alertmanager.yml");
  private static final String ROUTING =
      """
      global: {scrape_interval: 1s, scrape_timeout: 1s}
      vigie:
        alertmanager:
          route: {receiver: ops}
          receivers:
          - name: ops
            webhook_configs: [{url: 'http://127.0.0.1:1/never'}]
      """;

  @TempDir Path folder;

  @Test
  void theMixinFindsASingleHealthyMember() throws Exception {
    assumeTrue(Files.exists(RULES), () -> "there is no " + RULES);
    Path file = Files.writeString(folder.resolve("prometheus.yml"), ROUTING);
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      Files.writeString(file, ROUTING + scraping(server));
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
      Eventually.holds(Duration.ofSeconds(60), "it has looked at itself", () -> hasLooked(server));

      assertThat(holding(server)).isEmpty();
      // The one for integrations of no importance asks for none at all.
      assertThat(findingNothing(server)).allMatch(finding -> finding.contains("integration!~"));
    }
  }

  private static String scraping(StartedVigie server) {
    return """
    scrape_configs:
    - job_name: alertmanager-main
      static_configs:
      - targets: ['%s']
        labels: {container: alertmanager, namespace: monitoring, service: alertmanager-main}
    """
        .formatted(URI.create(server.url()).getAuthority());
  }

  private static boolean hasLooked(StartedVigie server) {
    try {
      return !result(server, "count_over_time(alertmanager_cluster_members[5m]) >= 3").isEmpty();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode result(StartedVigie server, String expression) throws Exception {
    return server
        .data("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .get("result");
  }

  private static Set<String> holding(StartedVigie server) throws Exception {
    RuleFile mixin = new RuleFileReader(RuleFileOptions.DEFAULT).read(RULES);
    Set<String> holding = new TreeSet<>();
    for (RuleDefinition rule : mixin.rules()) {
      if (!result(server, rule.expression().written()).isEmpty()) {
        holding.add(rule.name());
      }
    }
    return holding;
  }

  /// As the linter says, which knows the samples.
  private static Set<String> findingNothing(StartedVigie server) throws Exception {
    String form = "rules=" + URLEncoder.encode(Files.readString(RULES), StandardCharsets.UTF_8);
    JsonNode data =
        JsonMapper.shared().readTree(server.post("/api/v1/rules/lint", form).body()).get("data");
    Set<String> missing = new TreeSet<>();
    for (JsonNode finding : data.get("findings")) {
      if (finding.get("check").asString().equals("no-series")) {
        missing.add(finding.get("rule").asString() + ": " + finding.get("reason").asString());
      }
    }
    return missing;
  }
}
