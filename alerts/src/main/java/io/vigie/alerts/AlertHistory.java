package io.vigie.alerts;

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

/// Writes into the history when alerts begin and end. Guarded by its owner's lock.
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
  void observe(List<StoredAlert> alerts, long nowMillis) {
    List<StateEvent> news = new ArrayList<>();
    for (StoredAlert alert : alerts) {
      boolean over = alert.alert().resolvedAt(nowMillis);
      if (over ? firing.remove(alert.fingerprint()) : firing.add(alert.fingerprint())) {
        news.add(event(alert, over, nowMillis));
      }
    }
    if (news.isEmpty()) {
      return;
    }
    try {
      events.append(news);
    } catch (IOException e) {
      LOG.warn("the history lacks {} changes of alerts: {}", news.size(), e.toString());
    }
  }

  private static StateEvent event(StoredAlert alert, boolean over, long nowMillis) {
    ObjectNode details = StateJson.object();
    details.put("fingerprint", alert.fingerprint());
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
