package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes into the history when alerts of a group begin to be kept quiet, by what, and when they
/// are heard again. Only changes are written, so a long silence costs two entries. Thread-safe.
final class SuppressionRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(SuppressionRecorder.class);

  private record Key(String groupKey, String fingerprint) {}

  private final EventLog events;
  private final AlertPaths paths;

  /// What keeps alerts quiet that are not heard now.
  private final Map<Key, String> quiet = new ConcurrentHashMap<>();

  SuppressionRecorder(EventLog events, AlertPaths paths) {
    this.events = events;
    this.paths = paths;
  }

  /// @param word last part of the kind of the events, such as `silenced`
  /// @param by names of what keeps an alert quiet
  void hidden(
      Notification notification,
      List<Alert> alerts,
      String word,
      Function<Alert, List<String>> by) {
    paths.hidden(alerts);
    List<StateEvent> changes = new ArrayList<>();
    for (Alert alert : alerts) {
      Key key = key(notification, alert);
      if (notification.isResolved(alert)) {
        quiet.remove(key);
        continue;
      }
      List<String> names = by.apply(alert);
      if (!word.concat(names.toString()).equals(quiet.put(key, word.concat(names.toString())))) {
        changes.add(event(notification, alert, "alert." + word, names));
      }
    }
    append(changes);
  }

  void heard(Notification notification) {
    List<StateEvent> changes = new ArrayList<>();
    for (Alert alert : notification.alerts()) {
      boolean wasQuiet = quiet.remove(key(notification, alert)) != null;
      if (wasQuiet && !notification.isResolved(alert)) {
        changes.add(event(notification, alert, "alert.heard", List.of()));
      }
    }
    append(changes);
  }

  private static Key key(Notification notification, Alert alert) {
    return new Key(notification.groupKey(), Fingerprint.text(alert.labels()));
  }

  private static StateEvent event(
      Notification notification, Alert alert, String kind, List<String> names) {
    ObjectNode details = StateJson.object();
    details.put("fingerprint", Fingerprint.text(alert.labels()));
    details.put("receiver", notification.receiver());
    details.put("groupKey", notification.groupKey());
    if (!names.isEmpty()) {
      ArrayNode array = details.putArray("suppressedBy");
      names.forEach(array::add);
    }
    return new StateEvent(
        notification.now().toEpochMilli(), kind, alert.labels(), details.toString());
  }

  private void append(List<StateEvent> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      events.append(changes);
    } catch (IOException e) {
      LOG.warn("the history lacks {} changes of what is heard: {}", changes.size(), e.toString());
    }
  }
}
