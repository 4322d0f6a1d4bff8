package io.vigie.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.promql.parse.ParserOptions;
import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.RuleFileOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whether `check rules` returns what promtool does.
class RulesCheckConformanceTest {
  @TestFactory
  Stream<DynamicTest> checkRules() throws IOException {
    return ConformanceKit.cases("promtool/expected.json")
        .filter(test -> test.get("command").asString().equals("check rules"))
        .map(test -> DynamicTest.dynamicTest(test.get("file").asString(), () -> check(test)));
  }

  private static void check(JsonNode test) {
    RuleFileOptions plain = RuleFileOptions.DEFAULT;
    RuleFileOptions asked =
        test.has("flags") ? plain.withParser(ParserOptions.ALL_FEATURES) : plain;
    Outcome outcome = run(test, false, asked);
    assertThat(outcome.exitCode).as(outcome.output).isEqualTo(test.get("exit_code").intValue());
    test.path("duplicates")
        .forEach(name -> assertThat(outcome.output).contains("Metric: " + name.asString() + "\n"));
    exitCode(test, "exit_code_lint_fatal", run(test, true, asked));
    exitCode(test, "exit_code_without_flags", run(test, false, plain));
    exitCode(
        test,
        "exit_code_ignore_unknown_fields",
        run(test, false, asked.withIgnoreUnknownFields(true)));
  }

  private static void exitCode(JsonNode test, String key, Outcome outcome) {
    if (test.has(key)) {
      assertThat(outcome.exitCode)
          .as(key + "\n" + outcome.output)
          .isEqualTo(test.get(key).intValue());
    }
  }

  private record Outcome(int exitCode, String output) {}

  private static Outcome run(JsonNode test, boolean lintFatal, RuleFileOptions reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    RuleCheckOptions options =
        new RuleCheckOptions(List.of("duplicate-rules"), lintFatal, Optional.empty(), reading);
    int exitCode =
        new RulesCheck(options, stream, stream)
            .run(
                List.of(ConformanceKit.file("promtool/" + test.get("file").asString())),
                InputStream.nullInputStream());
    return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8));
  }
}
