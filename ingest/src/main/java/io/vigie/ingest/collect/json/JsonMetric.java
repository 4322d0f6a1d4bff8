package io.vigie.ingest.collect.json;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import io.vigie.model.metric.MetricNames;
import io.vigie.outbound.JsonPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A metric, and where in a document its samples stand.
///
/// @param counter whether it only goes up
/// @param each the object or list of which every member is a sample; empty for one sample
/// @param key label that gets the member's name, or its number in a list; empty for none
/// @param value where in the member, or in the document, the value stands
/// @param values what texts mean
/// @param labels where in the member, or in the document, their values stand
public record JsonMetric(
    String name,
    String help,
    boolean counter,
    Optional<JsonPath> each,
    String key,
    JsonPath value,
    Map<String, Double> values,
    Map<String, JsonPath> labels) {
  private static final int MAX_SAMPLES = 10_000;

  public JsonMetric {
    values = Map.copyOf(values);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /// Reads and finishes the mapping.
  static JsonMetric read(MappingReader reader) {
    String name = reader.string("name");
    if (!MetricNames.isLegacyMetricName(name)) {
      throw reader.error("name", "name: \"" + name + "\" is no metric name, such as queue_length");
    }
    String type = reader.string("type", "gauge");
    if (!type.equals("gauge") && !type.equals("counter")) {
      throw reader.error("type", "type: \"" + type + "\": gauge or counter");
    }
    String each = reader.string("each");
    String key = reader.string("key");
    JsonMetric metric =
        new JsonMetric(
            name,
            reader.string("help"),
            type.equals("counter"),
            each.isEmpty() ? Optional.empty() : Optional.of(path(reader, "each", each)),
            key,
            path(reader, "value", reader.string("value")),
            values(reader),
            labels(reader));
    reader.finish();
    if (!key.isEmpty() && each.isEmpty()) {
      throw reader.error("key", "key: names the members of \"each\", which is missing");
    }
    if (!key.isEmpty() && !MetricNames.isLegacyLabelName(key)) {
      throw reader.error("key", "key: \"" + key + "\" is no label name");
    }
    return metric;
  }

  private static JsonPath path(MappingReader reader, String key, String text) {
    try {
      return JsonPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw reader.error(key, key + ": " + e.getMessage());
    }
  }

  private static Map<String, Double> values(MappingReader reader) {
    Map<String, Double> values = new LinkedHashMap<>();
    reader
        .stringMap("values")
        .forEach((text, number) -> {
          try {
            values.put(text, Double.parseDouble(number));
          } catch (NumberFormatException e) {
            throw reader.error("values", "values: " + text + ": \"" + number + "\" is no number");
          }
        });
    return values;
  }

  private static Map<String, JsonPath> labels(MappingReader reader) {
    Map<String, JsonPath> labels = new LinkedHashMap<>();
    reader
        .stringMap("labels")
        .forEach((label, path) -> {
          if (!MetricNames.isLegacyLabelName(label) || label.startsWith("__")) {
            throw reader.error("labels", "labels: \"" + label + "\" is no label name");
          }
          labels.put(label, path(reader, "labels", path));
        });
    return labels;
  }

  /// @return how many samples there were
  int write(JsonNode document, ExpositionWriter out) {
    Family family = counter ? out.counter(name, help) : out.gauge(name, help);
    if (each.isEmpty()) {
      return write("", document, family);
    }
    JsonNode members = each.get().in(document);
    int written = 0;
    if (members.isObject()) {
      for (Map.Entry<String, JsonNode> member : members.properties()) {
        written += written < MAX_SAMPLES ? write(member.getKey(), member.getValue(), family) : 0;
      }
    } else {
      for (int i = 0; i < members.size() && written < MAX_SAMPLES; i++) {
        written += write(Integer.toString(i), members.get(i), family);
      }
    }
    return written;
  }

  private int write(String member, JsonNode node, Family family) {
    Optional<Double> number = number(value.in(node));
    number.ifPresent(found -> family.add(found, labelTexts(member, node)));
    return number.isPresent() ? 1 : 0;
  }

  private Optional<Double> number(JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(node.asDouble());
    }
    if (node.isBoolean() && !values.containsKey(node.asString())) {
      return Optional.of(node.asBoolean() ? 1.0 : 0.0);
    }
    if (node.isString() || node.isBoolean()) {
      Double meant = values.get(node.asString());
      return meant == null ? parsed(node.asString()) : Optional.of(meant);
    }
    return Optional.empty();
  }

  private static Optional<Double> parsed(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String[] labelTexts(String member, JsonNode node) {
    int own = key.isEmpty() ? 0 : 2;
    String[] texts = new String[own + 2 * labels.size()];
    if (own > 0) {
      texts[0] = key;
      texts[1] = member;
    }
    int at = own;
    for (Map.Entry<String, JsonPath> label : labels.entrySet()) {
      texts[at++] = label.getKey();
      texts[at++] = label.getValue().in(node).asString("");
    }
    return texts;
  }
}
