package io.vigie.server.dashboard.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.rules.lint.Finding.Severity;
import io.vigie.server.dashboard.DashboardDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Dashboards that thousands of people use.
class DashboardLintConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../../shared/conformance"), "grafana");

  /// Warnings that were each looked at and found to be deserved.
  private static final Set<String> REVIEWED = Set.of();

  private static JsonNode expected() throws Exception {
    Path file = FOLDER.resolve("expected.json");
    assumeTrue(Files.exists(file), () -> "skipped: there is no " + file.toAbsolutePath());
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  @Test
  void noFalseAlarmAboutDashboardsInUse() throws Exception {
    DashboardLint lint = new DashboardLint(_ -> Optional.empty());
    Set<String> warnings = new TreeSet<>();
    for (JsonNode each : expected()) {
      String name = each.path("file").asString();
      String text = Files.readString(FOLDER.resolve(name));
      lint.look(name, DashboardDocument.parse(text), text).stream()
          .filter(found -> found.finding().severity() == Severity.WARNING)
          .forEach(found ->
              warnings.add(name + " | " + found.panel() + " | " + found.finding().check()));
    }
    assertThat(warnings).isEqualTo(REVIEWED);
  }

  @Test
  void everyQueryCanBeReadWhateverItsVariablesAre() throws Exception {
    for (JsonNode each : expected()) {
      for (JsonNode expression : each.path("expressions")) {
        assertThat(QueryVariables.parse(expression.asString())).isNotNull();
      }
    }
  }

  @Test
  void everyQueryIsFoundInItsPanel() throws Exception {
    for (JsonNode each : expected()) {
      String text = Files.readString(FOLDER.resolve(each.path("file").asString()));
      assertThat(PanelReader.queries(DashboardDocument.parse(text).json()))
          .as(each.path("file").asString())
          .hasSize(each.path("targets_with_expr").asInt());
    }
  }
}
