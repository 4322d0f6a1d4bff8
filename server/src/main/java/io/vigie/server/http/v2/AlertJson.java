package io.vigie.server.http.v2;

import io.vigie.alerts.AlertStatus;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An alert as `/alerts` and `/alerts/groups` show it.
final class AlertJson {
  private AlertJson() {}

  /// @param mutedBy time intervals that mute the group which it is shown in
  static ObjectNode of(
      StoredAlert stored, AlertStatus status, Collection<String> receivers, List<String> mutedBy) {
    Alert alert = stored.alert();
    ObjectNode json = Json.object();
    json.set("annotations", Json.labels(alert.annotations()));
    json.put("endsAt", Json.time(alert.endsAtMillis()));
    json.put("fingerprint", stored.fingerprint());
    ArrayNode references = json.putArray("receivers");
    receivers.forEach(name -> references.addObject().put("name", name));
    json.put("startsAt", Json.time(alert.startsAtMillis()));
    ObjectNode state = json.putObject("status");
    state.set("inhibitedBy", Json.texts(status.inhibitedBy()));
    state.set("mutedBy", Json.texts(mutedBy));
    state.set("silencedBy", Json.texts(status.silencedBy()));
    state.put("state", mutedBy.isEmpty() ? status.state() : "suppressed");
    json.put("updatedAt", Json.time(stored.updatedAtMillis()));
    if (!alert.generatorUrl().isEmpty()) {
      json.put("generatorURL", alert.generatorUrl());
    }
    json.set("labels", Json.labels(alert.labels()));
    return json;
  }
}
