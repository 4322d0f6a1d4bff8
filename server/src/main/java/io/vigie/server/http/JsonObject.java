package io.vigie.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request: fields by name. A wrong one is the caller's mistake, told as
/// [ErrorType#BAD_DATA].
public final class JsonObject {
  private static final int MAX_TEXT = 10_000;

  private final JsonNode node;

  private JsonObject(JsonNode node) {
    this.node = node;
  }

  static JsonObject parse(String body) {
    try {
      JsonNode node = JsonMapper.shared().readTree(body.isBlank() ? "{}" : body);
      if (!node.isObject()) {
        throw new ApiException(ErrorType.BAD_DATA, "the body must be a JSON object");
      }
      return new JsonObject(node);
    } catch (JacksonException e) {
      throw new ApiException(
          ErrorType.BAD_DATA, "the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// The whole body, for those who read it in a form of its own.
  public JsonNode tree() {
    return node;
  }

  /// Refuses fields that nobody reads: a misspelt one would go unnoticed.
  public JsonObject only(Collection<String> names) {
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        throw new ApiException(
            ErrorType.BAD_DATA,
            "unknown field \""
                + name
                + "\"; there are: "
                + String.join(", ", new TreeSet<>(names)));
      }
    }
    return this;
  }

  /// A text, or the empty text if the field is absent.
  public String text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw ApiException.invalidParameter(name, "must be a text");
    }
    String text = value.asString();
    if (text.length() > MAX_TEXT) {
      throw ApiException.invalidParameter(name, "is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }

  /// A text that must be there.
  public String required(String name) {
    String text = text(name);
    if (text.isBlank()) {
      throw ApiException.invalidParameter(name, "is missing or empty");
    }
    return text;
  }

  /// A truth value; false if the field is absent.
  public boolean bool(String name) {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw ApiException.invalidParameter(name, "must be true or false");
    }
    return value.asBoolean(false);
  }

  /// A list of texts; empty if the field is absent.
  public List<String> texts(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw ApiException.invalidParameter(name, "must be a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isString() || item.asString().length() > MAX_TEXT) {
        throw ApiException.invalidParameter(
            name, "must be a list of texts of at most " + MAX_TEXT + " characters");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /// An object that may be missing.
  public Optional<JsonObject> object(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw ApiException.invalidParameter(name, "must be an object");
    }
    return Optional.of(new JsonObject(value));
  }

  /// A duration such as `1h30m` that may be missing.
  public Optional<Duration> duration(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = TimeText.parseDuration(text);
    if (duration.isEmpty() || !duration.get().isPositive()) {
      throw ApiException.invalidParameter(
          name, "cannot parse \"" + text + "\" to a positive duration such as 1h30m");
    }
    return duration;
  }

  /// A time that may be missing, milliseconds since the epoch.
  public Optional<Long> timeMillis(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TimeText.parseMillis(text)
            .orElseThrow(() ->
                ApiException.invalidParameter(
                    name, "cannot parse \"" + text + "\" to a time such as 2026-01-31T12:00:00Z")));
  }
}
