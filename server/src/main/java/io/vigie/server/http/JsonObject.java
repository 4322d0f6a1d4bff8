package io.vigie.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request: fields by name. A wrong one is the caller's mistake, told as
/// [ErrorType#BAD_DATA].
public final class JsonObject {
  private static final int MAX_TEXT = 10_000;
  private static final Duration LONGEST = Duration.ofDays(3650);

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
    return text(name, MAX_TEXT);
  }

  /// A text of many lines, or the empty text if the field is absent.
  public String text(String name, int maxLength) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw ApiException.invalidParameter(name, "must be a text");
    }
    String text = value.asString();
    if (text.length() > maxLength) {
      throw ApiException.invalidParameter(name, "is longer than " + maxLength + " characters");
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

  /// Whether the field is there and not null.
  public boolean has(String name) {
    return !node.path(name).isMissingNode() && !node.path(name).isNull();
  }

  /// A number that must be there and finite.
  public double number(String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw ApiException.invalidParameter(name, "must be a number");
    }
    double number = value.asDouble();
    if (!Double.isFinite(number)) {
      throw ApiException.invalidParameter(name, "is too large for a number");
    }
    return number;
  }

  /// A list of numbers; empty if the field is absent.
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (!item.isNumber()) {
        throw ApiException.invalidParameter(name, "must be a list of numbers");
      }
      numbers.add(item.asDouble());
    }
    return numbers;
  }

  /// A list of texts; empty if the field is absent.
  public List<String> strings(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (!item.isString()) {
        throw ApiException.invalidParameter(name, "must be a list of texts");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /// The items of a list, whatever each is; empty if the field is absent. An item that is no object
  /// is taken for one without fields.
  public List<JsonObject> objects(String name) {
    return list(name).stream()
        .map(
            item -> new JsonObject(item.isObject() ? item : JsonMapper.shared().createObjectNode()))
        .toList();
  }

  private List<JsonNode> list(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw ApiException.invalidParameter(name, "must be a list");
    }
    return List.copyOf(value.values());
  }

  /// Texts by name; empty if the field is absent. Numbers and truth values count as what is
  /// written.
  public Map<String, String> textMap(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw ApiException.invalidParameter(name, "must be an object");
    }
    Map<String, String> texts = new TreeMap<>();
    for (String key : value.propertyNames()) {
      JsonNode item = value.path(key);
      if (!item.isValueNode() || item.isNull()) {
        throw ApiException.invalidParameter(name, "the value of \"" + key + "\" must be a text");
      }
      texts.put(key, item.asString());
    }
    return texts;
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

  /// A duration that may be missing: a number of milliseconds, or a text such as `1h30m`.
  public Optional<Duration> millis(String name) {
    return in(Duration.ofMillis(1), name);
  }

  /// A duration that may be missing: a number of seconds, or a text such as `1h30m`.
  public Optional<Duration> seconds(String name) {
    return in(Duration.ofSeconds(1), name);
  }

  private Optional<Duration> in(Duration unit, String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      return duration(name);
    }
    double millis = value.asDouble() * unit.toMillis();
    if (!(millis >= 0 && millis <= LONGEST.toMillis())) {
      throw ApiException.invalidParameter(name, "must be a number from 0 to ten years");
    }
    return Optional.of(Duration.ofMillis((long) millis));
  }

  /// As JSON.
  @Override
  public String toString() {
    return node.toString();
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
