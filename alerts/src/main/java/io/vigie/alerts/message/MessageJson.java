package io.vigie.alerts.message;

import io.vigie.template.time.GoTime;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads the data of notification templates from the JSON that webhooks get. What is absent has
/// Go's zero value; what is not known is ignored.
final class MessageJson {
  private MessageJson() {}

  /// @throws IllegalArgumentException if a field is not of its type
  static GoValue read(JsonNode json) {
    List<GoValue> fields = new ArrayList<>();
    MessageTypes.DATA.fields().forEach(f -> fields.add(field(json, f.name(), f.json(), f.type())));
    return new GoValue.Struct(MessageTypes.DATA, fields);
  }

  private static GoValue field(JsonNode json, String name, String key, GoType type) {
    JsonNode value = json.has(key) ? json.path(key) : json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return type.equals(GoTime.TYPE) ? GoTime.of(GoTime.ZERO) : type.zero();
    }
    if (type.equals(MessageTypes.KV)) {
      return MessageTypes.kv(texts(value));
    }
    if (type.equals(MessageTypes.ALERTS)) {
      List<GoValue> alerts = new ArrayList<>();
      value.forEach(alert -> alerts.add(alert(alert)));
      return GoValue.list(type, alerts);
    }
    if (!value.isString()) {
      throw new IllegalArgumentException(key + ": expected a text, not " + value);
    }
    return type.equals(GoTime.TYPE) ? time(key, value.asString()) : GoValue.of(value.asString());
  }

  private static GoValue time(String key, String text) {
    try {
      return GoTime.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + ": \"" + text + "\" is not a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static GoValue alert(JsonNode json) {
    List<GoValue> fields = new ArrayList<>();
    MessageTypes.ALERT.fields().forEach(f -> fields.add(field(json, f.name(), f.json(), f.type())));
    return new GoValue.Struct(MessageTypes.ALERT, fields);
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }
}
