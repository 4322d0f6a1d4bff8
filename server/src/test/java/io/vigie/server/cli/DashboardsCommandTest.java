package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Isolated("what others print would be taken for the command's")
class DashboardsCommandTest {
  @TempDir Path folder;

  @Test
  void findingsAreForPeopleOrForProgramsAndFailOnDemand() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shop.json"),
            """
            {"panels": [{"type": "stat", "title": "Open orders",
              "targets": [{"refId": "A", "expr": "orders"}]}]}
            """);
    assertThat(CommandOutcome.of("check", "dashboards", file.toString()).out())
        .isEqualTo("Checking " + file + "\n  SUCCESS: 0 findings\n\n");
    Path metadata =
        Files.writeString(
            folder.resolve("metadata.json"),
            "{\"data\": {\"orders\": [{\"type\": \"counter\", \"help\": \"\", \"unit\": \"\"}]}}");
    String[] arguments = {
      "check", "dashboards", "--metadata", metadata.toString(), "--lint-fatal", file.toString()
    };
    CommandOutcome text = CommandOutcome.of(arguments);
    assertThat(text.exitCode()).isEqualTo(3);
    assertThat(text.out())
        .contains(
            "  " + file + ":2: warning [counter-as-current] panel \"Open orders\", query A: orders",
            "\n    query: orders\n");
    CommandOutcome json = CommandOutcome.of("check", "dashboards", "--json", file.toString());
    JsonNode report = JsonMapper.shared().readTree(json.out());
    assertThat(report.path("findings")).isEmpty();
    assertThat(report.path("problems")).isEmpty();
  }

  @Test
  void whatIsNoDashboardIsRefused() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"title\": 1");
    CommandOutcome outcome =
        CommandOutcome.of("check", "dashboards", wrong.toString(), folder + "/none.json");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors())
        .contains(
            "  FAILED: " + wrong + ": not JSON at line 1", "none.json: no such file or directory");
  }
}
