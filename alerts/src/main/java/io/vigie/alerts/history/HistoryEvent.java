package io.vigie.alerts.history;

import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateEvent;
import tools.jackson.databind.JsonNode;

/// Something that happened to an alert, or a message about several.
///
/// @param kind such as `alert.fired` or `notification.sent`
/// @param labels of the alert; of a message those that all its alerts share
/// @param details what there is to say beside that, by name
public record HistoryEvent(long timestampMillis, String kind, Labels labels, JsonNode details) {
  /// Reads an event of the log.
  public static HistoryEvent of(StateEvent event) {
    return new HistoryEvent(
        event.timestampMillis(), event.kind(), event.labels(), StateJson.parse(event.value()));
  }

  /// Whether it is about an alert, alone or among others.
  public boolean concerns(String fingerprint) {
    if (details.path("fingerprint").asString("").equals(fingerprint)) {
      return true;
    }
    for (JsonNode alert : details.path("alerts")) {
      if (alert.path("fingerprint").asString("").equals(fingerprint)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is about an alert with such labels.
  boolean matches(Matchers matchers) {
    JsonNode alerts = details.path("alerts");
    if (matchers.matches(labels)) {
      return true;
    }
    for (JsonNode alert : alerts) {
      if (matchers.matches(with(alert.path("labels")))) {
        return true;
      }
    }
    return false;
  }

  /// The labels of one alert of a message: the shared ones and its own.
  private Labels with(JsonNode own) {
    Labels.Builder all = labels.toBuilder();
    own.properties().forEach(label -> all.set(label.getKey(), label.getValue().asString("")));
    return all.build();
  }
}
