package io.vigie.server.apirules;

import io.vigie.config.yaml.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An alerting rule made by API.
///
/// @param id given by the server
/// @param name of its alerts
/// @param expression in PromQL
/// @param hold how long the expression must hold
/// @param enabled whether it is evaluated
/// @param asked what was asked for, as JSON, to be shown again
public record ApiRule(
    String id,
    String name,
    String expression,
    Duration hold,
    Map<String, String> labels,
    Map<String, String> annotations,
    boolean enabled,
    String asked) {
  public ApiRule {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /// A group of its own, as it would stand in a rule file: a rule that takes long, or changes,
  /// holds up no other.
  ObjectNode group() {
    ObjectNode group = JsonMapper.shared().createObjectNode();
    group.put("name", id);
    ObjectNode rule = group.putArray("rules").addObject();
    rule.put("alert", name);
    rule.put("expr", expression);
    if (!hold.isZero()) {
      rule.put("for", Durations.format(hold));
    }
    put(rule, "labels", labels);
    put(rule, "annotations", annotations);
    return group;
  }

  private static void put(ObjectNode rule, String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode object = rule.putObject(key);
      new TreeMap<>(texts).forEach(object::put);
    }
  }

  /// A rule file with these groups.
  static String file(Iterable<ApiRule> rules) {
    ObjectNode file = JsonMapper.shared().createObjectNode();
    ArrayNode groups = file.putArray("groups");
    rules.forEach(rule -> {
      if (rule.enabled()) {
        groups.add(rule.group());
      }
    });
    return file.toString();
  }

  String toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("name", name);
    json.put("expression", expression);
    json.put("holdMillis", hold.toMillis());
    put(json, "labels", labels);
    put(json, "annotations", annotations);
    json.put("enabled", enabled);
    json.put("asked", asked);
    return json.toString();
  }

  static ApiRule ofJson(String id, String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    return new ApiRule(
        id,
        json.path("name").asString(""),
        json.path("expression").asString(""),
        Duration.ofMillis(json.path("holdMillis").asLong(0)),
        texts(json.path("labels")),
        texts(json.path("annotations")),
        json.path("enabled").asBoolean(true),
        json.path("asked").asString("{}"));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
    return texts;
  }
}
