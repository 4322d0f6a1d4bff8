package io.vigie.alerts.link;

import io.vigie.alerts.store.StateJson;
import io.vigie.model.metric.Labels;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a link does.
///
/// @param fingerprint of the only alert that it is about; empty if `labels` say
/// @param labels that all alerts have that it is about
/// @param who got the message: the name under which it is done
/// @param expiresMillis until when it can be used, milliseconds since the epoch
public record ActionLink(
    Action action, String fingerprint, Labels labels, String who, long expiresMillis) {
  /// What can be done.
  public enum Action {
    ACKNOWLEDGE,
    SILENCE,
    WHY;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  String toJson() {
    ObjectNode json = StateJson.object();
    json.put("a", action.word()).put("e", expiresMillis).put("w", who);
    if (fingerprint.isEmpty()) {
      json.set("l", StateJson.of(labels));
    } else {
      json.put("f", fingerprint);
    }
    return json.toString();
  }

  static Optional<ActionLink> fromJson(String text) {
    try {
      JsonNode json = StateJson.parse(text);
      return Optional.of(
          new ActionLink(
              Action.valueOf(json.path("a").asString("").toUpperCase(Locale.ROOT)),
              json.path("f").asString(""),
              StateJson.labels(json.path("l")),
              json.path("w").asString(""),
              json.path("e").asLong()));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
