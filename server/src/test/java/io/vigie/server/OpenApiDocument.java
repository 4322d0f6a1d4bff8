package io.vigie.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/// As much of OpenAPI 3.1 and JSON Schema as the description of the Prometheus API uses.
final class OpenApiDocument {
  /// Fields that stand beside those of Prometheus.
  private static final Set<String> OUR_OWN =
      Set.of("explanation", "remedy", "poolProblems", "durationSeconds", "samples", "vigieVersion");

  private final Map<String, Object> root;

  private OpenApiDocument(Map<String, Object> root) {
    this.root = root;
  }

  static OpenApiDocument read(Path file) throws Exception {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(10 << 20).build();
    return new OpenApiDocument(map(new Load(settings).loadFromString(Files.readString(file))));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  static List<?> list(Object node) {
    return node == null ? List.of() : (List<?>) node;
  }

  Map<String, Object> paths() {
    return map(root.get("paths"));
  }

  Map<String, Object> resolve(Object schema) {
    Map<String, Object> node = map(schema);
    if (!node.containsKey("$ref")) {
      return node;
    }
    Object at = root;
    for (String step : node.get("$ref").toString().substring(2).split("/")) {
      at = map(at).get(step);
    }
    return resolve(at);
  }

  /// What of a value is unlike its schema, each with its path; empty if nothing.
  List<String> differences(Object schema, JsonNode value) {
    List<String> found = new ArrayList<>();
    check(schema, value, "$", found);
    return found;
  }

  private void check(Object schemaNode, JsonNode value, String path, List<String> found) {
    Map<String, Object> schema = resolve(schemaNode);
    for (String key : List.of("anyOf", "oneOf")) {
      if (schema.containsKey(key)) {
        checkAlternatives(list(schema.get(key)), value, path, found);
        return;
      }
    }
    if (schema.containsKey("enum")
        && list(schema.get("enum")).stream()
            .noneMatch(e -> e.toString().equals(value.asString("")))) {
      found.add(path + ": " + value + " is none of " + schema.get("enum"));
    }
    switch (String.valueOf(schema.get("type"))) {
      case "object" -> checkObject(schema, value, path, found);
      case "array" -> checkArray(schema, value, path, found);
      case "string" -> require(value.isString(), "a string", value, path, found);
      case "integer" -> require(value.isIntegralNumber(), "an integer", value, path, found);
      case "number" -> require(value.isNumber(), "a number", value, path, found);
      case "boolean" -> require(value.isBoolean(), "a boolean", value, path, found);
      default -> {} // anything goes
    }
  }

  private void checkAlternatives(
      List<?> alternatives, JsonNode value, String path, List<String> found) {
    List<String> nearest = null;
    for (Object alternative : alternatives) {
      List<String> differences = new ArrayList<>();
      check(alternative, value, path, differences);
      if (nearest == null || differences.size() < nearest.size()) {
        nearest = differences;
      }
    }
    found.addAll(nearest);
  }

  private void checkObject(
      Map<String, Object> schema, JsonNode value, String path, List<String> found) {
    if (!require(value.isObject(), "an object", value, path, found)) {
      return;
    }
    for (Object name : list(schema.get("required"))) {
      if (!value.has(name.toString())) {
        found.add(path + ": " + name + " is missing");
      }
    }
    Map<String, Object> properties = map(schema.get("properties"));
    Object others = schema.getOrDefault("additionalProperties", true);
    value
        .properties()
        .forEach(property -> {
          String name = property.getKey();
          String propertyPath = path + "." + name;
          if (properties.containsKey(name)) {
            check(properties.get(name), property.getValue(), propertyPath, found);
          } else if (others instanceof Map) {
            check(others, property.getValue(), propertyPath, found);
          } else if (Boolean.FALSE.equals(others) && !OUR_OWN.contains(name)) {
            found.add(propertyPath + " is not in the description");
          }
        });
  }

  private void checkArray(
      Map<String, Object> schema, JsonNode value, String path, List<String> found) {
    if (!require(value.isArray(), "an array", value, path, found)) {
      return;
    }
    int min = ((Number) schema.getOrDefault("minItems", 0)).intValue();
    int max = ((Number) schema.getOrDefault("maxItems", Integer.MAX_VALUE)).intValue();
    if (value.size() < min || value.size() > max) {
      found.add(path + " has " + value.size() + " items");
    }
    for (int i = 0; i < value.size(); i++) {
      check(schema.get("items"), value.get(i), path + "[" + i + "]", found);
    }
  }

  private static boolean require(
      boolean holds, String expected, JsonNode value, String path, List<String> found) {
    if (!holds) {
      found.add(path + ": " + value + " is not " + expected);
    }
    return holds;
  }
}
