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
class KubernetesCommandTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void findingsAreForPeopleOrForPrograms() throws IOException {
    Path wrong = write("wrong.yaml", "{apiVersion: v1, kind: Probe, metadata: {name: p}}");
    Path good = write("good.yaml", "{apiVersion: v1, kind: ConfigMap}");
    CommandOutcome text =
        CommandOutcome.of("check", "kubernetes", wrong.toString(), good.toString());
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.out())
        .startsWith("Checking " + wrong + "\n  " + wrong + ":1: warning [api-version] Probe p: ")
        .contains(
            "    instead: apiVersion: monitoring.coreos.com/v1\n",
            "Checking " + good + "\n  SUCCESS: 1 manifests found\n");
    assertThat(text.errors()).startsWith("  FAILED: " + wrong + ":1: Probe p: the API v1 has no");
    CommandOutcome json =
        CommandOutcome.of("check", "kubernetes", "--json", wrong.toString(), good.toString());
    JsonNode report = JsonMapper.shared().readTree(json.out());
    assertThat(report.path("manifests").asInt()).isEqualTo(2);
    assertThat(report.path("problems")).hasSize(1);
    assertThat(report.path("findings").get(0).path("proposal").asString())
        .isEqualTo("apiVersion: monitoring.coreos.com/v1");
    assertThat(json.exitCode()).isEqualTo(1);
  }

  @Test
  void warningsFailOnDemandAndWhatCannotBeReadAlways() throws IOException {
    Path doubtful =
        write("doubtful.yaml", "{apiVersion: monitoring.coreos.com/v1, kind: Probe, spec: {}}");
    assertThat(CommandOutcome.of("check", "kubernetes", doubtful.toString()).exitCode()).isZero();
    assertThat(
            CommandOutcome.of("check", "kubernetes", "--lint-fatal", doubtful.toString())
                .exitCode())
        .isEqualTo(3);
    CommandOutcome missing = CommandOutcome.of("check", "kubernetes", folder + "/none.yaml");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.errors()).contains("none.yaml: no such file or directory");
    CommandOutcome config =
        CommandOutcome.of(
            "check", "kubernetes", "--config.file", folder + "/none.yml", doubtful.toString());
    assertThat(config.exitCode()).isEqualTo(1);
    assertThat(config.errors()).contains("--config.file", "none.yml");
    assertThat(CommandOutcome.of("check", "kubernetes").exitCode()).isEqualTo(2);
  }
}
