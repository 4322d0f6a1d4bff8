package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// Groups of rules and their alerts, and what was or would be found about them.
final class RuleSchemas {
  private static final EffectiveMapping LABELS = schema("Labels");
  private static final EffectiveMapping STATE = word("inactive", "pending", "firing");

  private RuleSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("RuleGroups", groups(), true);
    all.put("AlertingRule", alerting(), true);
    all.put("RecordingRule", recording(), true);
    all.put("ActiveAlert", alert(), true);
    all.put("ActiveAlerts", object("alerts", listOf(schema("ActiveAlert"))), true);
    all.put("Alertmanagers", alertmanagers(), true);
    all.put("Findings", object("findings", listOf(schema("Finding"))), true);
    all.put("RuleReplay", replay(), true);
  }

  private static EffectiveMapping groups() {
    EffectiveMapping group =
        object(
            "name", text(),
            "file", text(),
            "rules", listOf(either(schema("AlertingRule"), schema("RecordingRule"))),
            "interval", number(),
            "limit", whole(),
            "evaluationTime", number(),
            "lastEvaluation", time());
    return object("groups", listOf(group), "groupNextToken?", text());
  }

  private static EffectiveMapping alerting() {
    return object(
        "state", STATE,
        "name", text(),
        "query", text(),
        "duration", number(),
        "keepFiringFor", number(),
        "labels", LABELS,
        "annotations", LABELS,
        "alerts", listOf(schema("ActiveAlert")),
        "health", health(),
        "lastError?", text(),
        "evaluationTime", number(),
        "lastEvaluation", time(),
        "type", word("alerting"));
  }

  private static EffectiveMapping recording() {
    return object(
        "name", text(),
        "query", text(),
        "labels?", LABELS,
        "health", health(),
        "lastError?", text(),
        "evaluationTime", number(),
        "lastEvaluation", time(),
        "type", word("recording"));
  }

  private static EffectiveMapping health() {
    return word("unknown", "ok", "err");
  }

  private static EffectiveMapping alert() {
    return HandlingSchemas.handled(
        "labels", LABELS,
        "annotations", LABELS,
        "state", STATE,
        "activeAt", time(),
        "keepFiringSince?", time(),
        "value", text(),
        "fingerprint?", text());
  }

  private static EffectiveMapping alertmanagers() {
    EffectiveMapping urls = listOf(object("url", text()));
    return object("activeAlertmanagers", urls, "droppedAlertmanagers", urls);
  }

  private static EffectiveMapping replay() {
    EffectiveMapping change =
        object(
            "time", time(),
            "state", word("was_pending", "was_firing", "pending", "firing", "resolved", "inactive"),
            "file", text(),
            "group", text(),
            "rule", text(),
            "labels", LABELS,
            "value", text(),
            "activeAt", time());
    EffectiveMapping problem =
        object(
            "file", text(),
            "line", whole(),
            "group", text(),
            "rule", text(),
            "failures", whole(),
            "first", time(),
            "error", text());
    return object(
        "from", time(),
        "to", time(),
        "evaluations", whole(),
        "recordedSamples", whole(),
        "alerts", listOf(change),
        "notifications", listOf(schema("AlertEvent")),
        "problems", listOf(problem));
  }
}
