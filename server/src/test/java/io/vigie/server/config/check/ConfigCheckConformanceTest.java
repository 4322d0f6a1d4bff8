package io.vigie.server.config.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.discovery.config.TargetFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether `check config` says and returns what promtool does.
class ConfigCheckConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "rules/promtool");

  @TestFactory
  Stream<DynamicTest> configurations() throws IOException {
    return cases("check config")
        .map(test -> DynamicTest.dynamicTest(test.toString(), () -> checkConfig(test)));
  }

  @TestFactory
  Stream<DynamicTest> targetFiles() throws IOException {
    return cases("file_sd target file")
        .map(test -> DynamicTest.dynamicTest(test.toString(), () -> checkTargetFile(test)));
  }

  private static Stream<JsonNode> cases(String command) throws IOException {
    Path file = FOLDER.resolve("expected.json");
    assumeTrue(Files.exists(file), () -> "no " + file + " in this conformance kit");
    JsonNode cases = new JsonMapper().readTree(Files.readString(file));
    return StreamSupport.stream(cases.spliterator(), false)
        .filter(test -> test.get("command").asString().equals(command));
  }

  private static void checkTargetFile(JsonNode test) throws IOException {
    Path file = FOLDER.resolve(test.get("file").asString());
    if (test.get("ok").booleanValue()) {
      TargetFile.read(file);
    } else {
      assertThatThrownBy(() -> TargetFile.read(file))
          .hasMessageContaining(test.get("error_contains").asString());
    }
  }

  private static void checkConfig(JsonNode test) {
    if (test.has("ok")) {
      boolean syntaxOnly = test.path("syntax_only").asBoolean(false);
      Outcome outcome = run(test, syntaxOnly, false, "duplicate-rules");
      assertThat(outcome.exitCode())
          .as(outcome.output())
          .isEqualTo(test.get("ok").booleanValue() ? 0 : 1);
      if (!test.get("error_contains").isNull()) {
        assertThat(outcome.output()).contains(test.get("error_contains").asString());
      }
      return;
    }
    String lint = test.path("lint").asString("duplicate-rules");
    checkExitCode(test, "exit_code", run(test, false, false, lint));
    checkExitCode(test, "exit_code_lint_fatal", run(test, false, true, lint));
    checkExitCode(test, "exit_code_lint_fatal_syntax_only", run(test, true, true, lint));
    checkExitCode(test, "exit_code_lint_none", run(test, false, true, "none"));
  }

  private static void checkExitCode(JsonNode test, String key, Outcome outcome) {
    if (test.has(key)) {
      assertThat(outcome.exitCode())
          .as(key + "\n" + outcome.output())
          .isEqualTo(test.get(key).intValue());
    }
  }

  private record Outcome(int exitCode, String output) {}

  private static Outcome run(JsonNode test, boolean syntaxOnly, boolean lintFatal, String lint) {
    Duration lookback = Durations.parse(test.path("lookback_delta").asString("5m"));
    var options =
        new ConfigCheckOptions(syntaxOnly, List.of(lint), lintFatal, false, false, lookback);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exitCode =
        new ConfigCheck(options, stream, stream)
            .run(List.of(FOLDER.resolve(test.get("file").asString())));
    return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8));
  }
}
