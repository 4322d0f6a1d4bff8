package io.vigie.server.http.v2;

import io.vigie.alerts.AlertStatus;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.handling.Note;
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
  /// @param handling shown beside what Alertmanager has, where there is any
  static ObjectNode of(
      StoredAlert stored,
      AlertStatus status,
      Collection<String> receivers,
      List<String> mutedBy,
      Handling handling) {
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
    handling.acknowledgement().ifPresent(ack -> json.set("acknowledgement", of(ack)));
    if (!handling.notes().isEmpty()) {
      ArrayNode notes = json.putArray("notes");
      handling.notes().forEach(note -> notes.add(of(note)));
    }
    return json;
  }

  private static ObjectNode of(Acknowledgement acknowledgement) {
    ObjectNode json = Json.object();
    json.put("owner", acknowledgement.owner());
    json.put("comment", acknowledgement.comment());
    json.put("since", Json.time(acknowledgement.sinceMillis()));
    if (acknowledgement.untilMillis() != Acknowledgement.NEVER) {
      json.put("expires", Json.time(acknowledgement.untilMillis()));
    }
    return json;
  }

  private static ObjectNode of(Note note) {
    return Json.object()
        .put("kind", note.kind().word())
        .put("author", note.author())
        .put("text", note.text())
        .put("time", Json.time(note.timestampMillis()));
  }
}
