package io.vigie.server.http.v1;

import io.vigie.rules.evaluation.AlertStatus;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.server.http.HandlingJson;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.TimeText;
import io.vigie.template.fmt.FloatText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Groups, rules and alerts in Prometheus' JSON.
///
/// @param withAlerts whether rules show their alerts
/// @param tracking adds to each alert what Prometheus does not know
record RulesJson(JsonWriter json, boolean withAlerts, AlertTracking tracking) {
  /// What Prometheus answers for a rule that was not evaluated yet.
  private static final String NEVER = "0001-01-01T00:00:00Z";

  void write(GroupPage page) throws IOException {
    json.beginObject().name("groups").beginArray();
    for (GroupStatus group : page.groups()) {
      write(group);
    }
    json.endArray();
    if (!page.nextToken().isEmpty()) {
      json.name("groupNextToken").string(page.nextToken());
    }
    json.endObject();
  }

  private void write(GroupStatus group) throws IOException {
    json.beginObject().name("name").string(group.name()).name("file").string(group.file());
    json.name("rules").beginArray();
    for (RuleStatus rule : group.rules()) {
      write(rule);
    }
    json.endArray().name("interval").number(group.interval().toMillis() / 1000.0);
    json.name("limit").number(group.definition().limit());
    json.name("evaluationTime").number(group.evaluationNanos() / 1e9);
    json.name("lastEvaluation").string(time(group.lastEvaluationMillis())).endObject();
  }

  private void write(RuleStatus rule) throws IOException {
    json.beginObject();
    switch (rule.definition()) {
      case RuleDefinition.Alerting alerting -> alerting(alerting, rule);
      case RuleDefinition.Recording recording -> recording(recording);
    }
    json.name("health").string(rule.health().word());
    if (!rule.lastError().isEmpty()) {
      json.name("lastError").string(rule.lastError());
    }
    json.name("evaluationTime").number(rule.evaluationNanos() / 1e9);
    json.name("lastEvaluation").string(time(rule.lastEvaluationMillis()));
    json.name("type").string(type(rule.definition())).endObject();
  }

  private static String type(RuleDefinition rule) {
    return switch (rule) {
      case RuleDefinition.Alerting _ -> "alerting";
      case RuleDefinition.Recording _ -> "recording";
    };
  }

  private void alerting(RuleDefinition.Alerting rule, RuleStatus status) throws IOException {
    json.name("state").string(status.state().word()).name("name").string(rule.name());
    json.name("query").string(rule.expression().text());
    json.name("duration").number(rule.hold().toMillis() / 1000.0);
    json.name("keepFiringFor").number(rule.keepFiring().toMillis() / 1000.0);
    json.name("labels").labels(rule.labels()).name("annotations").labels(rule.annotations());
    json.name("alerts").beginArray();
    alerts(withAlerts ? status.alerts() : List.of());
    json.endArray();
  }

  private void recording(RuleDefinition.Recording rule) throws IOException {
    json.name("name").string(rule.name()).name("query").string(rule.expression().text());
    if (!rule.labels().isEmpty()) {
      json.name("labels").labels(rule.labels());
    }
  }

  /// The alerts without the brackets around them.
  void alerts(List<AlertStatus> alerts) throws IOException {
    for (AlertStatus alert : alerts) {
      json.beginObject().name("labels").labels(alert.labels());
      json.name("annotations").labels(alert.annotations());
      json.name("state").string(alert.state().word());
      json.name("activeAt").string(time(OptionalLong.of(alert.activeAtMillis())));
      if (alert.keepFiringSinceMillis().isPresent()) {
        json.name("keepFiringSince").string(time(alert.keepFiringSinceMillis()));
      }
      json.name("value").string(FloatText.format(alert.value(), 'e', FloatText.SHORTEST));
      Optional<AlertTracking.Tracked> tracked = tracking.of(alert.labels());
      if (tracked.isPresent()) {
        json.name("fingerprint").string(tracked.get().fingerprint());
        HandlingJson.write(tracked.get().handling(), json);
      }
      json.endObject();
    }
  }

  private static String time(OptionalLong millis) {
    return millis.isPresent() ? TimeText.format(Instant.ofEpochMilli(millis.getAsLong())) : NEVER;
  }
}
