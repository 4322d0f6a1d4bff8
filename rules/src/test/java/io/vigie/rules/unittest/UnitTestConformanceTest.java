package io.vigie.rules.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.RuleFileOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whether unit tests of rules pass and fail as with promtool.
class UnitTestConformanceTest {
  @TestFactory
  Stream<DynamicTest> unitTests() throws IOException {
    return ConformanceKit.cases("unittest/expected.json")
        .map(test -> DynamicTest.dynamicTest(test.get("name").asString(), () -> check(test)));
  }

  private static void check(JsonNode test) {
    List<Pattern> run = new ArrayList<>();
    test.path("run").forEach(regex -> run.add(Pattern.compile(regex.asString())));
    boolean ignore = test.path("ignore_unknown_fields").asBoolean(false);
    RuleTestOptions options =
        new RuleTestOptions(
            run,
            false,
            false,
            RuleFileOptions.DEFAULT.withIgnoreUnknownFields(ignore),
            EngineOptions.defaults().features());
    List<Path> files = new ArrayList<>();
    test.get("files").forEach(f -> files.add(ConformanceKit.file("unittest/" + f.asString())));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        new RuleTestRun(
                options, new PrintStream(out, true, StandardCharsets.UTF_8), Ticker.system())
            .run(files);
    assertThat(exitCode)
        .as(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(test.get("exit_code").intValue());
  }
}
