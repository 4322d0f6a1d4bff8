package io.vigie.alerts.receiver.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The documents that receivers post, made of maps in the order written, and the answers to them.
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// What the server answered; a missing node if that is not JSON.
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return MAPPER.missingNode();
    }
  }

  /// An object with the given keys and values, one after the other.
  public static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  /// As [#object], without what is empty: texts, lists, false.
  public static Map<String, Object> withoutEmpty(Object... keysAndValues) {
    Map<String, Object> object = object(keysAndValues);
    object
        .values()
        .removeIf(value ->
            value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> list && list.isEmpty()));
    return object;
  }
}
