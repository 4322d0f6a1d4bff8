package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.why.Step;
import java.util.Arrays;

/// What happened to alerts, and why.
final class HistorySchemas {
  private static final EffectiveMapping LABELS = schema("Labels");

  private HistorySchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("AlertEvent", event(), true);
    all.put("AlertHistory", object("events", listOf(schema("AlertEvent")), "next?", text()), true);
    all.put("Why", why(), true);
  }

  /// Which of the fields are there depends on the kind.
  private static EffectiveMapping event() {
    EffectiveMapping alert =
        object("fingerprint", text(), "status?", word("firing", "resolved"), "labels", LABELS);
    return object(
        "time", time(),
        "kind", kind(),
        "labels", LABELS,
        "fingerprint?", text(),
        "startsAt?", time(),
        "endsAt?", time(),
        "annotations?", LABELS,
        "by?", text(),
        "comment?", text(),
        "until?", time(),
        "receiver?", text(),
        "groupKey?", text(),
        "suppressedBy?", texts(),
        "destination?", text(),
        "status?", word("firing", "resolved"),
        "reason?", text(),
        "attempts?", whole(),
        "answer?", text(),
        "failure?", text(),
        "alertCount?", whole(),
        "alerts?", listOf(alert),
        "silence?", text(),
        "hidden?", whole(),
        "firing?", whole(),
        "policy?", text(),
        "triggeredAt?", time(),
        "level?", whole(),
        "told?", texts());
  }

  private static EffectiveMapping kind() {
    return word(
        "alert.fired",
        "alert.resolved",
        "alert.acknowledged",
        "alert.unacknowledged",
        "alert.note",
        "alert.action",
        "alert.resolution",
        "alert.resolved_by_hand",
        "alert.silenced",
        "alert.inhibited",
        "alert.muted",
        "alert.heard",
        "alert.silence_expiring",
        "alert.silence_ended",
        "notification.sent",
        "notification.failed",
        "notification.escalated",
        "notification.escalation_stopped",
        "notification.escalation_exhausted");
  }

  private static EffectiveMapping why() {
    EffectiveMapping step =
        object(
            "link",
                word(Arrays.stream(Step.Link.values()).map(Step.Link::word).toArray(String[]::new)),
            "mark",
                word(Arrays.stream(Step.Mark.values()).map(Step.Mark::word).toArray(String[]::new)),
            "text", text(),
            "time?", time());
    EffectiveMapping chain =
        object("labels", LABELS, "fingerprint", text(), "summary", text(), "steps", listOf(step));
    return object("alert", text(), "at", time(), "chains", listOf(chain));
  }
}
