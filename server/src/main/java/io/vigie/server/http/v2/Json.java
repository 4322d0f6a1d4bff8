package io.vigie.server.http.v2;

import io.vigie.model.metric.Labels;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ErrorType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The forms that several resources share.
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode labels(Labels labels) {
    ObjectNode node = object();
    labels.forEach(node::put);
    return node;
  }

  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /// @throws ApiException if the text is no JSON
  static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new ApiException(
          ErrorType.BAD_DATA, "parsing body failed: " + e.getOriginalMessage(), e);
    }
  }

  /// A time that may be missing or Go's zero time, then 0; milliseconds since the epoch.
  static long timeMillis(JsonNode node, String field) {
    String text = node.path(field).asString("");
    if (text.isEmpty() || text.startsWith("0001-01-01T00:00:00")) {
      return 0;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new ApiException(
          ErrorType.BAD_DATA,
          field
              + " in body must be of type date-time: \""
              + text
              + "\"; write 2026-01-31T12:00:00Z",
          e);
    }
  }
}
