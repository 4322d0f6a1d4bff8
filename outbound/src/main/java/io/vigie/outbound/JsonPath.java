package io.vigie.outbound;

import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Where something stands in an answer in JSON: names with dots between them (`data.queue.length`,
/// `items.0.id`), or a JSON pointer (RFC 6901, `/data/a.b`), for names that have dots. Nothing, or
/// a dot, is where one stands.
public record JsonPath(JsonPointer pointer) {
  /// @throws IllegalArgumentException if it is neither
  public static JsonPath parse(String text) {
    if (text.startsWith("/")) {
      return new JsonPath(JsonPointer.compile(text));
    }
    StringBuilder pointer = new StringBuilder();
    for (String name : text.equals(".") ? List.<String>of() : List.of(text.split("\\.", -1))) {
      if (name.isEmpty() && !text.isEmpty()) {
        throw new IllegalArgumentException("\"" + text + "\": a name between the dots is missing");
      }
      if (!name.isEmpty()) {
        pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
      }
    }
    return new JsonPath(JsonPointer.compile(pointer.toString()));
  }

  /// What stands there; a missing node if there is nothing.
  public JsonNode in(JsonNode document) {
    return document.at(pointer);
  }

  @Override
  public String toString() {
    return pointer.toString();
  }
}
