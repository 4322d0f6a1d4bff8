package io.vigie.ingest.discovery.config;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a JSON list of target groups, as target files and HTTP discoveries have it.
public final class TargetGroupJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TargetGroupJson() {}

  /// @param origin file or address; names the groups `origin:0`, `origin:1`, …
  /// @param originLabel label that every group gets with the origin
  /// @throws IOException if the bytes are anything else; the message says where and what
  public static List<TargetGroup> read(byte[] json, String origin, String originLabel)
      throws IOException {
    JsonNode root = parse(json, origin);
    if (root.isNull()) {
      return List.of();
    }
    if (!root.isArray()) {
      throw new IOException(origin + ": expected a list of target groups");
    }
    List<TargetGroup> groups = new ArrayList<>();
    for (JsonNode item : root) {
      groups.add(group(item, origin, originLabel, groups.size()));
    }
    return groups;
  }

  private static JsonNode parse(byte[] json, String origin) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      var location = e.getLocation();
      String place =
          location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
      throw new IOException(origin + place + ": " + what(e), e);
    }
  }

  /// Without where the surrounding structure began, which only means something to the parser.
  private static String what(JacksonException e) {
    return e.getOriginalMessage().replaceFirst("\\s*\\(for .*", "");
  }

  private static TargetGroup group(JsonNode item, String origin, String originLabel, int index)
      throws IOException {
    String name = origin + ":" + index;
    if (item.isNull()) {
      throw new IOException(name + ": nil target group item found");
    }
    List<String> targets = new ArrayList<>();
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : item.properties()) {
      switch (entry.getKey()) {
        case "targets" -> {
          for (JsonNode target : list(name, entry.getValue())) {
            targets.add(text(name, "targets", target));
          }
        }
        case "labels" -> {
          for (Map.Entry<String, JsonNode> label : entry.getValue().properties()) {
            labels.put(
                labelName(name, label.getKey()), text(name, label.getKey(), label.getValue()));
          }
        }
        default ->
            throw new IOException(
                name + ": field " + entry.getKey() + " not found; known here: labels, targets");
      }
    }
    labels.put(originLabel, origin);
    return TargetGroup.ofAddresses(name, targets, Labels.of(labels));
  }

  private static JsonNode list(String name, JsonNode node) throws IOException {
    if (node.isArray() || node.isNull()) {
      return node;
    }
    throw new IOException(name + ": targets is not a list");
  }

  private static String text(String name, String key, JsonNode node) throws IOException {
    if (node.isString()) {
      return node.asString();
    }
    throw new IOException(name + ": " + key + ": " + node + " is not a text");
  }

  private static String labelName(String name, String label) throws IOException {
    if (MetricNames.isUtf8Name(label)) {
      return label;
    }
    throw new IOException(name + ": \"" + label + "\" is not a valid label name");
  }
}
