package io.vigie.rules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vigie.config.yaml.ConfigException;
import io.vigie.model.metric.Labels;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.ConformanceKit;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.template.MissingKey;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whether templates print what Prometheus' do, byte for byte.
class TemplateConformanceTest {
  private static final long TIMESTAMP_MILLIS = 1_353_755_652_000L;
  private static final Map<String, GoType> TYPES =
      Map.of(
          "[]float64", GoType.FLOAT64,
          "[]string", GoType.STRING,
          "[]int", GoType.INT,
          "[]int64", GoType.INT64,
          "[]uint", GoType.UINT,
          "[]uint64", GoType.UINT64);

  @TestFactory
  Stream<DynamicTest> ruleFilesWithTemplates() throws IOException {
    RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);
    return ConformanceKit.cases("template_parsing.json")
        .map(test ->
            DynamicTest.dynamicTest(
                "loads: " + test.get("ok"),
                () -> {
                  String text = test.get("rules").asString();
                  if (test.get("ok").booleanValue()) {
                    assertThat(reader.parse("rules.yml", text).rules()).isNotEmpty();
                  } else {
                    assertThatThrownBy(() -> reader.parse("rules.yml", text))
                        .isInstanceOf(ConfigException.class);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> functions() throws IOException {
    return ConformanceKit.cases("template_functions.json")
        .map(test -> DynamicTest.dynamicTest(test.get("template").asString(), () -> check(test)));
  }

  private static void check(JsonNode test) {
    assumeFalse(
        test.path("html").asBoolean(false), "pages made of templates (consoles) are not served");
    List<VectorElement> answer = answer(test.path("query_result"));
    RuleTemplates templates =
        new RuleTemplates(
            (_, _) -> answer, URI.create("http://testhost:9090/path/prefix"), () -> Labels.EMPTY);
    if (test.has("error")) {
      assertThatThrownBy(() -> expand(templates, test)).hasMessage(test.get("error").asString());
    } else {
      assertThat(expand(templates, test)).isEqualTo(test.get("output").asString());
    }
  }

  private static String expand(RuleTemplates templates, JsonNode test) {
    return templates.expand(
        "test", test.get("template").asString(), input(test), MissingKey.ZERO, TIMESTAMP_MILLIS);
  }

  private static GoValue input(JsonNode test) {
    if (!test.has("input")) {
      return GoValue.Nil.INTERFACE;
    }
    GoType type = TYPES.get(test.get("input_go_type").asString());
    List<GoValue> values = new ArrayList<>();
    for (JsonNode value : test.get("input")) {
      values.add(value(value, type));
    }
    return GoValue.list(GoType.listOf(type), values);
  }

  private static GoValue value(JsonNode value, GoType type) {
    return switch (type.kind()) {
      case FLOAT ->
          GoValue.of(
              value.isString()
                  ? Double.parseDouble(value.asString().replace("Inf", "Infinity"))
                  : value.doubleValue());
      case STRING -> GoValue.of(value.asString());
      case INT -> new GoValue.Int(value.longValue(), type);
      case UINT -> new GoValue.Uint(new BigInteger(value.asString()).longValue(), type);
      default -> throw new IllegalArgumentException(type + " is not in the kit");
    };
  }

  private static List<VectorElement> answer(JsonNode result) {
    List<VectorElement> answer = new ArrayList<>();
    for (JsonNode sample : result) {
      Map<String, String> labels = new HashMap<>();
      sample
          .get("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
      answer.add(
          VectorElement.of(Labels.of(labels), TIMESTAMP_MILLIS, sample.get("value").doubleValue()));
    }
    return answer;
  }
}
