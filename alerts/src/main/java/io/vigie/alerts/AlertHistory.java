package io.vigie.alerts;

import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.ManualResolution;
import io.vigie.alerts.handling.Note;
import io.vigie.alerts.store.StateJson;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes into the history when alerts begin and end, and what people do about them. What keeps
/// count of alerts is guarded by its owner's lock.
final class AlertHistory {
  private static final Logger LOG = LoggerFactory.getLogger(AlertHistory.class);

  private final EventLog events;
  private final Set<String> firing = new HashSet<>();

  AlertHistory(EventLog events) {
    this.events = events;
  }

  /// Knows alerts without writing: they fired before.
  void recall(List<StoredAlert> alerts, long nowMillis) {
    alerts.stream()
        .filter(alert -> !alert.alert().resolvedAt(nowMillis))
        .forEach(alert -> firing.add(alert.fingerprint()));
  }

  /// Writes what is new about alerts.
  ///
  /// @return those that are over since the last time
  List<StoredAlert> observe(List<StoredAlert> alerts, long nowMillis) {
    List<StateEvent> news = new ArrayList<>();
    List<StoredAlert> ended = new ArrayList<>();
    for (StoredAlert alert : alerts) {
      boolean over = alert.alert().resolvedAt(nowMillis);
      if (over ? firing.remove(alert.fingerprint()) : firing.add(alert.fingerprint())) {
        news.add(event(alert, over, nowMillis));
        if (over) {
          ended.add(alert);
        }
      }
    }
    try {
      events.append(news);
    } catch (IOException e) {
      LOG.warn("the history lacks {} changes of alerts: {}", news.size(), e.toString());
    }
    return ended;
  }

  void acknowledged(StoredAlert alert, Acknowledgement acknowledgement) {
    ObjectNode details = about(alert);
    details.put("by", acknowledgement.owner());
    details.put("comment", acknowledgement.comment());
    if (acknowledgement.untilMillis() != Acknowledgement.NEVER) {
      details.put("until", acknowledgement.untilMillis());
    }
    append("alert.acknowledged", alert, details, acknowledgement.sinceMillis());
  }

  void unacknowledged(StoredAlert alert, String by, String comment, long nowMillis) {
    ObjectNode details = about(alert).put("by", by).put("comment", comment);
    append("alert.unacknowledged", alert, details, nowMillis);
  }

  void noted(StoredAlert alert, Note note) {
    ObjectNode details = about(alert).put("by", note.author()).put("comment", note.text());
    append("alert." + note.kind().word(), alert, details, note.timestampMillis());
  }

  void resolvedByHand(StoredAlert alert, ManualResolution resolution) {
    ObjectNode details =
        about(alert).put("by", resolution.by()).put("comment", resolution.comment());
    details.put("until", resolution.untilMillis());
    append("alert.resolved_by_hand", alert, details, resolution.sinceMillis());
  }

  private static ObjectNode about(StoredAlert alert) {
    return StateJson.object().put("fingerprint", alert.fingerprint());
  }

  private void append(String kind, StoredAlert alert, ObjectNode details, long nowMillis) {
    try {
      events.append(
          List.of(new StateEvent(nowMillis, kind, alert.alert().labels(), details.toString())));
    } catch (IOException e) {
      LOG.warn("the history lacks {} of {}: {}", kind, alert.fingerprint(), e.toString());
    }
  }

  private static StateEvent event(StoredAlert alert, boolean over, long nowMillis) {
    ObjectNode details = about(alert);
    details.put("startsAt", alert.alert().startsAtMillis());
    details.put("endsAt", alert.alert().endsAtMillis());
    details.set("annotations", StateJson.of(alert.alert().annotations()));
    return new StateEvent(
        nowMillis,
        over ? "alert.resolved" : "alert.fired",
        alert.alert().labels(),
        details.toString());
  }
}
