package io.vigie.server;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What one of our own descriptions says of a path and a method, and whether an answer keeps it.
///
/// @param path with what stands before the API
/// @param node what the description says
/// @param root the description as a whole; objects in it have no fields but those that it names
record DocumentedOperation(String method, String path, JsonNode node, ObjectNode root) {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<JsonNode, Schema> SCHEMAS = new ConcurrentHashMap<>();

  /// All of one API.
  ///
  /// @param base such as `/api`
  static List<DocumentedOperation> all(String base, String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    ObjectNode root = JsonMapper.shared().valueToTree(document);
    close(root);
    List<DocumentedOperation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        all.add(
            new DocumentedOperation(
                method.getKey().toUpperCase(Locale.ROOT),
                base + path.getKey(),
                method.getValue(),
                root));
      }
    }
    return all;
  }

  /// A description need not forbid what it does not name, for the sake of clients that are older
  /// than the server; here nothing may be answered that it does not name.
  private static void close(JsonNode node) {
    if (node.has("properties")
        && !node.has("additionalProperties")
        && node instanceof ObjectNode object) {
      object.put("additionalProperties", false);
    }
    node.forEach(DocumentedOperation::close);
  }

  String name() {
    return method + " " + path;
  }

  Set<Integer> statuses() {
    Set<Integer> statuses = new TreeSet<>();
    node.get("responses").propertyNames().forEach(status -> statuses.add(Integer.valueOf(status)));
    return statuses;
  }

  JsonNode response(int status) {
    JsonNode response = node.get("responses").path(Integer.toString(status));
    return response.has("$ref") ? root.at(response.get("$ref").asString().substring(1)) : response;
  }

  /// Media type of a body, if there may be one.
  Optional<String> requestType() {
    return node.at("/requestBody/content").propertyNames().stream().findFirst();
  }

  /// Fields of a body.
  JsonNode fields() {
    return node.at("/requestBody/content").path(requestType().orElse("")).at("/schema/properties");
  }

  /// Names of what may stand in the query.
  List<String> inQuery() {
    List<String> names = new ArrayList<>();
    node.path("parameters")
        .forEach(parameter -> {
          if (parameter.get("in").asString().equals("query")) {
            names.add(parameter.get("name").asString());
          }
        });
    return names;
  }

  /// How an answer differs from what is said; empty if it does not.
  String difference(int status, String contentType, String body) {
    if (!statuses().contains(status)) {
      return "status " + status + " is not documented";
    }
    JsonNode content = response(status).path("content");
    if (content.isEmpty()) {
      return body.isEmpty() ? "" : "there is a body, and none is documented";
    }
    String type = contentType.split(";", 2)[0].strip();
    if (!content.has(type)) {
      return "it is \"" + type + "\", documented is " + content.propertyNames();
    }
    return switch (type) {
      case "application/x-ndjson" ->
          body.lines()
              .map(line -> difference(content.get(type).path("itemSchema"), line))
              .filter(difference -> !difference.isEmpty())
              .findFirst()
              .orElse("");
      default -> type.endsWith("json") ? difference(content.get(type).path("schema"), body) : "";
    };
  }

  private String difference(JsonNode schema, String body) {
    if (schema.isMissingNode()) {
      return "";
    }
    try {
      List<Error> errors =
          SCHEMAS
              .computeIfAbsent(schema, this::compiled)
              .validate(JsonMapper.shared().readTree(body));
      return errors.isEmpty() ? "" : errors.toString();
    } catch (JacksonException e) {
      return "it is no JSON: " + e.getOriginalMessage();
    }
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", root.get("components"));
    return REGISTRY.getSchema(whole);
  }
}
