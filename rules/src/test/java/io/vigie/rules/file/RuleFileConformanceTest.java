package io.vigie.rules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.model.metric.NameValidation;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.ConformanceKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whether rule files are accepted and refused as Prometheus does.
class RuleFileConformanceTest {
  @TestFactory
  Stream<DynamicTest> wellAndIllFormedFiles() throws IOException {
    return ConformanceKit.cases("rulefmt/expected.json")
        .map(test -> DynamicTest.dynamicTest(test.get("file").asString(), () -> checkFormat(test)));
  }

  private static void checkFormat(JsonNode test) throws IOException {
    boolean legacy = test.path("name_validation_scheme").asString("utf8").equals("legacy");
    RuleFileReader reader =
        new RuleFileReader(
            RuleFileOptions.DEFAULT.withValidation(
                legacy ? NameValidation.LEGACY : NameValidation.UTF8));
    Path file = ConformanceKit.file("rulefmt/" + test.get("file").asString());
    if (test.get("ok").booleanValue()) {
      assertThat(reader.read(file).rules()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(test.get("error_contains").asString());
    }
  }

  @TestFactory
  Stream<DynamicTest> fixtures() throws IOException {
    Path folder = ConformanceKit.file("fixtures");
    RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(),
                  () -> {
                    if (file.endsWith("invalid_rules.yaml")) {
                      assertThatThrownBy(() -> reader.read(file))
                          .isInstanceOf(ConfigException.class);
                    } else {
                      assertThat(reader.read(file).groups()).isNotEmpty();
                    }
                  }));
    }
  }

  @TestFactory
  Stream<DynamicTest> realRuleFiles() throws IOException {
    return ConformanceKit.cases("corpus/index.json")
        .map(test -> DynamicTest.dynamicTest(test.get("file").asString(), () -> checkCorpus(test)));
  }

  private static void checkCorpus(JsonNode test) throws Exception {
    RuleFile file =
        new RuleFileReader(RuleFileOptions.DEFAULT)
            .read(ConformanceKit.file("corpus/" + test.get("file").asString()));
    assertThat(file.groups()).hasSize(test.get("groups").intValue());
    assertThat(file.rules().stream().filter(RuleDefinition.Alerting.class::isInstance))
        .hasSize(test.get("alerts").intValue());
    assertThat(file.rules().stream().filter(RuleDefinition.Recording.class::isInstance))
        .hasSize(test.get("records").intValue());
    PromqlParser parser = new PromqlParser(ParserOptions.DEFAULT);
    for (RuleDefinition rule : file.rules()) {
      String printed = rule.expression().text();
      assertThat(Printer.print(parser.parse(printed))).isEqualTo(printed);
    }
  }
}
