package io.vigie.alerts.store;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What this room keeps in the state store is JSON; these are the pieces that several kinds share.
public final class StateJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private StateJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  public static ObjectNode of(Map<String, String> texts) {
    ObjectNode node = object();
    texts.forEach(node::put);
    return node;
  }

  public static ObjectNode of(Labels labels) {
    return of(labels.toMap());
  }

  public static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  public static Labels labels(JsonNode node) {
    return Labels.of(texts(node));
  }

  public static ObjectNode of(Alert alert) {
    ObjectNode node = object();
    node.set("labels", of(alert.labels()));
    node.set("annotations", of(alert.annotations()));
    node.put("startsAt", alert.startsAtMillis());
    node.put("endsAt", alert.endsAtMillis());
    node.put("generatorURL", alert.generatorUrl());
    return node;
  }

  public static Alert alert(JsonNode node) {
    return new Alert(
        labels(node.path("labels")),
        labels(node.path("annotations")),
        node.path("startsAt").asLong(),
        node.path("endsAt").asLong(),
        node.path("generatorURL").asString(""));
  }
}
