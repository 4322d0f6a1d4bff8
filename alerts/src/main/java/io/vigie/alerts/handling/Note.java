package io.vigie.alerts.handling;

import io.vigie.alerts.store.StateJson;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What somebody wrote about an alert while it lasted.
public record Note(Kind kind, String author, String text, long timestampMillis) {
  /// What it is about.
  public enum Kind {
    /// An observation.
    NOTE,
    /// What was done.
    ACTION,
    /// What ended it.
    RESOLUTION;

    /// As written in the API.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> ofWord(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  ObjectNode toJson() {
    ObjectNode json = StateJson.object();
    json.put("kind", kind.word());
    json.put("author", author);
    json.put("text", text);
    json.put("timestamp", timestampMillis);
    return json;
  }

  static Note of(JsonNode json) {
    return new Note(
        Kind.ofWord(json.path("kind").asString("")).orElse(Kind.NOTE),
        json.path("author").asString(""),
        json.path("text").asString(""),
        json.path("timestamp").asLong());
  }
}
