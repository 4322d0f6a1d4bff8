package io.vigie.ingest.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RelabelConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "relabel");

  @TestFactory
  Stream<DynamicTest> relabelsAsPrometheusDoes() throws IOException {
    return cases("cases.json")
        .map(test -> DynamicTest.dynamicTest("case " + test.path("case"), () -> relabels(test)));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatPrometheusRefuses() throws IOException {
    return cases("validate.json")
        .map(test -> DynamicTest.dynamicTest(test.toString(), () -> validates(test)));
  }

  @TestFactory
  Stream<DynamicTest> acceptsLegacyTargetLabelsWithReferences() throws IOException {
    return cases("legacy_target_label.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.toString(),
                () -> {
                  String rule = "{target_label: " + test.get("target_label") + "}";
                  boolean valid = test.get("valid").booleanValue();
                  assertThat(isAccepted(rule, NameValidation.LEGACY)).isEqualTo(valid);
                }));
  }

  private static Stream<JsonNode> cases(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "no " + file + " in this conformance kit");
    JsonNode cases = new JsonMapper().readTree(Files.readString(file));
    return StreamSupport.stream(cases.spliterator(), false);
  }

  private static void relabels(JsonNode test) {
    List<RelabelRule> rules =
        RelabelRuleReader.readList(
            reader("{rules: " + test.get("relabel_configs") + "}"),
            "rules",
            "empty",
            NameValidation.UTF8);
    Optional<Labels> expected =
        test.path("drop").asBoolean(false)
            ? Optional.empty()
            : Optional.of(labels(test.get("output")));
    Relabelling relabelling = Relabelling.of(rules);
    assertThat(relabelling.apply(labels(test.get("input")))).isEqualTo(expected);
    var lastStep = relabelling.steps(labels(test.get("input"))).getLast();
    assertThat(lastStep.keep()).isEqualTo(expected.isPresent());
    expected.ifPresent(output -> assertThat(lastStep.output()).isEqualTo(output));
  }

  /// In these cases nothing has a default: a key that is missing has its empty value.
  private static void validates(JsonNode test) {
    ObjectNode config = ((ObjectNode) test.get("config")).deepCopy();
    String scheme = config.path("name_validation_scheme").asString("utf8");
    config.remove("name_validation_scheme");
    for (String key : List.of("separator", "replacement", "action")) {
      if (!config.has(key)) {
        config.putNull(key);
      }
    }
    NameValidation validation =
        scheme.equals("legacy") ? NameValidation.LEGACY : NameValidation.UTF8;
    if (test.get("error_contains").isNull()) {
      RelabelRuleReader.read(reader(config.toString()), validation);
    } else {
      assertThatThrownBy(() -> RelabelRuleReader.read(reader(config.toString()), validation))
          .hasMessageContaining(test.get("error_contains").asString());
    }
  }

  private static boolean isAccepted(String rule, NameValidation validation) {
    try {
      RelabelRuleReader.read(reader(rule), validation);
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static MappingReader reader(String yaml) {
    return YamlFile.parse("rules", Path.of(""), yaml).mapping();
  }

  private static Labels labels(JsonNode json) {
    Map<String, String> labels = new TreeMap<>();
    json.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
    return Labels.of(labels);
  }
}
