package io.vigie.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds what a description of an API leaves open: answers in JSON without a schema, and objects
/// and lists of which it is not said what is in them. An object that may hold anything says so in
/// words.
final class UndescribedAnswers {
  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
  private static final List<String> BINARY = List.of("application/x-protobuf");

  private final JsonNode root;
  private final Set<String> seen = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private UndescribedAnswers(JsonNode root) {
    this.root = root;
  }

  /// Where something is left open; empty if nothing is.
  static List<String> of(List<DocumentedOperation> operations) {
    UndescribedAnswers search = new UndescribedAnswers(operations.getFirst().root());
    for (DocumentedOperation operation : operations) {
      operation
          .statuses()
          .forEach(status ->
              search.response(operation.name() + " " + status, operation.response(status)));
    }
    return search.found;
  }

  private void response(String place, JsonNode response) {
    for (Map.Entry<String, JsonNode> content : response.path("content").properties()) {
      JsonNode media = content.getValue();
      if (!BINARY.contains(content.getKey())) {
        schema(place, media.has("itemSchema") ? media.get("itemSchema") : media.path("schema"));
      }
    }
  }

  private void schema(String place, JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString();
      if (seen.add(name)) {
        schema(name, root.at(name.substring(1)));
      }
      return;
    }
    for (String key : ALTERNATIVES) {
      if (schema.has(key)) {
        schema.get(key).forEach(each -> schema(place, each));
        return;
      }
    }
    switch (schema.path("type").asString("")) {
      case "object" -> object(place, schema);
      case "array" -> array(place, schema);
      case "string", "number", "integer", "boolean", "null" -> {}
      default -> found.add(place + ": " + schema);
    }
  }

  private void object(String place, JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject()) {
      schema(place + ".*", others);
    }
    boolean anything = others.asBoolean(false) && schema.has("description");
    if (!schema.has("properties") && !others.isObject() && !anything) {
      found.add(place + ": " + schema);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      schema(place + "." + property.getKey(), property.getValue());
    }
  }

  private void array(String place, JsonNode schema) {
    if (schema.has("items")) {
      schema(place + "[]", schema.get("items"));
    } else if (schema.has("prefixItems")) {
      schema.get("prefixItems").forEach(each -> schema(place + "[]", each));
    } else {
      found.add(place + ": " + schema);
    }
  }
}
