package io.vigie.alerts.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.template.TemplateException;
import io.vigie.template.time.GoTime;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether notification templates print what Alertmanager's do, byte for byte.
class MessageTemplatesConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "alertmanager");
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final MessageTemplates TEMPLATES =
      MessageTemplates.standard("http://am.example.org:9093", () -> NOW);

  @TestFactory
  Stream<DynamicTest> defaultTemplates() throws IOException {
    JsonNode kit = read("default_templates.json");
    JsonNode documents = kit.get("documents");
    return stream(kit.get("outputs"))
        .map(test -> {
          String call =
              "{{ template \"%s\" %s }}"
                  .formatted(test.get("template").asString(), test.get("argument").asString());
          String document = test.get("data").asString();
          return DynamicTest.dynamicTest(
              document + " " + call, () -> check(test, call, data(documents.get(document))));
        });
  }

  @TestFactory
  Stream<DynamicTest> templatesOfUsers() throws IOException {
    JsonNode documents = read("default_templates.json").get("documents");
    return stream(read("user_templates.json"))
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("template").asString(),
                () ->
                    check(
                        test,
                        test.get("template").asString(),
                        data(documents.get(test.get("data").asString())))));
  }

  @TestFactory
  Stream<DynamicTest> functions() throws IOException {
    return stream(read("templates_functions.json"))
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("title").asString() + " " + test.get("template").asString(),
                () -> check(test, test.get("template").asString(), value(test.get("data")))));
  }

  @TestFactory
  Stream<DynamicTest> setsOfLabels() throws IOException {
    JsonNode kit = read("templates_misc.json");
    Stream<DynamicTest> sorted =
        stream(kit.get("sorted_pairs"))
            .map(test ->
                DynamicTest.dynamicTest(
                    "sorted " + test.get("kv"),
                    () ->
                        assertThat(names(MessageTypes.kv(texts(test.get("kv"))), List.of()))
                            .isEqualTo(test.get("order").toString())));
    Stream<DynamicTest> removed =
        stream(kit.get("remove"))
            .map(test ->
                DynamicTest.dynamicTest(
                    "without " + test.get("remove"),
                    () ->
                        assertThat(
                                names(
                                    MessageTypes.kv(texts(test.get("kv"))),
                                    list(test.get("remove"))))
                            .isEqualTo(test.get("names").toString())));
    return Stream.concat(sorted, removed);
  }

  private static String names(GoValue kv, List<String> removed) {
    GoValue data =
        GoValue.map(GoType.ANY_MAP, Map.of("kv", kv, "removed", GoValue.strings(removed)));
    return TEMPLATES
        .message(data, Map.of())
        .text("{{ (.kv.Remove .removed).SortedPairs.Names | toJson }}");
  }

  private static void check(JsonNode test, String template, GoValue data) {
    Map<String, String> routeLabels = new HashMap<>();
    if (data instanceof GoValue.Struct struct && struct.type().equals(MessageTypes.DATA)) {
      GoValue labels = struct.values().get(7);
      ((GoValue.Mapping) labels).entries().forEach((k, v) -> routeLabels.put(k, v.text()));
    }
    Message message = TEMPLATES.message(data, routeLabels);
    boolean html = test.path("html").asBoolean(false);
    if (test.has("output")) {
      assertThat(html ? message.html(template) : message.text(template))
          .isEqualTo(test.get("output").asString());
      return;
    }
    JsonNode error = test.get("error");
    var thrown =
        assertThatThrownBy(() -> assertThat(html ? message.html(template) : message.text(template)))
            .isInstanceOf(TemplateException.class);
    if (error.isString()) {
      thrown.hasMessage(error.asString());
    }
  }

  private static GoValue value(JsonNode json) {
    if (json == null || json.isNull()) {
      return GoValue.Nil.MISSING;
    }
    if (json.has("$data")) {
      return data(json.get("$data"));
    }
    if (json.has("$time")) {
      String time = json.get("$time").asString();
      return GoTime.of(time.equals("now-1h") ? NOW.minusSeconds(3600) : Instant.parse(time));
    }
    if (json.isArray()) {
      boolean texts = stream(json).allMatch(JsonNode::isString);
      return GoValue.list(
          texts ? GoType.STRINGS : GoType.ANYS,
          stream(json).map(MessageTemplatesConformanceTest::value).toList());
    }
    if (json.isObject()) {
      Map<String, GoValue> entries = new TreeMap<>();
      json.properties().forEach(e -> entries.put(e.getKey(), value(e.getValue())));
      return GoValue.map(GoType.ANY_MAP, entries);
    }
    if (json.isString()) {
      return GoValue.of(json.asString());
    }
    return json.isIntegralNumber() ? GoValue.of(json.asLong()) : GoValue.of(json.asDouble());
  }

  private static GoValue data(JsonNode json) {
    List<GoValue> fields = new ArrayList<>();
    MessageTypes.DATA.fields().forEach(f -> fields.add(field(json, f.name(), f.json(), f.type())));
    return new GoValue.Struct(MessageTypes.DATA, fields);
  }

  private static GoValue field(JsonNode json, String name, String key, GoType type) {
    JsonNode value = json.has(key) ? json.get(key) : json.get(name);
    if (value == null) {
      return type.equals(GoTime.TYPE) ? GoTime.of(GoTime.ZERO) : type.zero();
    }
    if (type.equals(MessageTypes.KV)) {
      return MessageTypes.kv(texts(value));
    }
    if (type.equals(MessageTypes.ALERTS)) {
      return GoValue.list(type, stream(value).map(MessageTemplatesConformanceTest::alert).toList());
    }
    return type.equals(GoTime.TYPE)
        ? GoTime.of(Instant.parse(value.asString()))
        : GoValue.of(value.asString());
  }

  private static GoValue alert(JsonNode json) {
    List<GoValue> fields = new ArrayList<>();
    MessageTypes.ALERT.fields().forEach(f -> fields.add(field(json, f.name(), f.json(), f.type())));
    return new GoValue.Struct(MessageTypes.ALERT, fields);
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  private static List<String> list(JsonNode json) {
    return stream(json).map(JsonNode::asString).toList();
  }

  private static JsonNode read(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "no " + file + " in this conformance kit");
    return new JsonMapper().readTree(Files.readString(file));
  }

  private static Stream<JsonNode> stream(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false);
  }
}
