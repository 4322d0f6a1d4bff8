package io.vigie.alerts.escalation;

import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes into the history who was told at which level, and why nobody else was.
final class EscalationHistory {
  private static final Logger LOG = LoggerFactory.getLogger(EscalationHistory.class);

  private final EventLog events;

  EscalationHistory(EventLog events) {
    this.events = events;
  }

  void escalated(
      Escalation escalation,
      int level,
      List<Escalation.Told> told,
      List<Alert> alerts,
      long nowMillis) {
    ObjectNode details = details(escalation, alerts);
    details.put("level", level);
    ArrayNode names = details.putArray("told");
    for (Escalation.Told each : told) {
      String user = each.routeLabels().get("user");
      names.add(user.isEmpty() ? each.receiver() : user + " by " + each.receiver());
    }
    append("notification.escalated", details, alerts, nowMillis);
  }

  void stopped(Escalation escalation, List<Alert> alerts, String reason, long nowMillis) {
    ObjectNode details = details(escalation, alerts).put("reason", reason);
    append("notification.escalation_stopped", details, alerts, nowMillis);
  }

  void exhausted(Escalation escalation, List<Alert> alerts, long nowMillis) {
    append("notification.escalation_exhausted", details(escalation, alerts), alerts, nowMillis);
  }

  private static ObjectNode details(Escalation escalation, List<Alert> alerts) {
    ObjectNode details = StateJson.object();
    details.put("policy", escalation.policy());
    details.put("triggeredAt", escalation.triggeredAtMillis());
    ArrayNode list = details.putArray("alerts");
    for (Alert alert : alerts) {
      list.addObject()
          .put("fingerprint", Fingerprint.text(alert.labels()))
          .set("labels", StateJson.of(alert.labels()));
    }
    return details;
  }

  private void append(String kind, ObjectNode details, List<Alert> alerts, long nowMillis) {
    Labels shared =
        alerts.stream().map(Alert::labels).reduce(EscalationHistory::common).orElse(Labels.EMPTY);
    try {
      events.append(List.of(new StateEvent(nowMillis, kind, shared, details.toString())));
    } catch (IOException e) {
      LOG.warn("the history lacks {} of {}: {}", kind, details.path("policy"), e.toString());
    }
  }

  private static Labels common(Labels a, Labels b) {
    Labels.Builder common = Labels.builder();
    a.forEach((name, value) -> {
      if (b.get(name).equals(value)) {
        common.set(name, value);
      }
    });
    return common.build();
  }
}
