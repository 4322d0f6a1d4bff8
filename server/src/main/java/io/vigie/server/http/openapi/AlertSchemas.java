package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// Alerts on their way to people: what is done about them, silences, who is on call, messages.
final class AlertSchemas {
  private static final EffectiveMapping LABELS = schema("Labels");
  private static final EffectiveMapping WINDOW = schema("TimeWindow");
  private static final EffectiveMapping SILENCE_STATE = word("pending", "active", "expired");

  private AlertSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("AlertHandling", HandlingSchemas.handled(), true);
    EffectiveMapping listed = object("fingerprint", text(), "labels", LABELS);
    all.put("ListedAlert", listed, true);
    all.put("SeverityLevel", object("name", text(), "aliases", texts()), true);
    addSilences(all);
    addTimes(all);
    addMessages(all);
  }

  private static void addSilences(EffectiveMapping all) {
    EffectiveMapping recurrence =
        object("rrule", text(), "start", text(), "timeZone", text(), "duration", text());
    all.put(
        "Silence",
        object(
            "id", text(),
            "state", SILENCE_STATE,
            "matchers", listOf(texts()),
            "startsAt", time(),
            "endsAt", time(),
            "author", text(),
            "comment", text(),
            "recurrence?", recurrence,
            "untilResolved", flag(),
            "window?", WINDOW,
            "hidden", object("alerts", whole(), "messages", whole(), "now", whole())),
        true);
    all.put(
        "SilencePreview",
        object(
            "firing", whole(),
            "hidden", whole(),
            "alerts", listOf(schema("ListedAlert")),
            "window?", WINDOW,
            "refusal", text()),
        true);
  }

  private static void addTimes(EffectiveMapping all) {
    all.put("TimeWindow", object("start", time(), "end", time()), true);
    all.put(
        "Shift",
        object(
            "user", text(),
            "name", text(),
            "start", time(),
            "end", time(),
            "override", flag(),
            "rotation?", text()),
        true);
    all.put(
        "OnCall",
        object(
            "schedule", text(),
            "timeZone", text(),
            "current?", schema("Shift"),
            "next?", schema("Shift")),
        true);
    all.put(
        "QuietTimes",
        object(
            "silences", listOf(quietSilence()),
            "intervals", listOf(interval()),
            "schedules",
                listOf(
                    object(
                        "schedule",
                        text(),
                        "timeZone",
                        text(),
                        "shifts",
                        listOf(schema("Shift"))))),
        true);
  }

  private static EffectiveMapping quietSilence() {
    return object(
        "id", text(),
        "state", SILENCE_STATE,
        "matchers", listOf(texts()),
        "author", text(),
        "comment", text(),
        "timeZone?", text(),
        "windows", listOf(WINDOW));
  }

  private static EffectiveMapping interval() {
    return object(
        "name", text(),
        "use", word("mute", "active"),
        "timeZones", texts(),
        "routes", listOf(object("receiver", text(), "matchers", text())),
        "windows", listOf(WINDOW));
  }

  private static void addMessages(EffectiveMapping all) {
    all.put(
        "DeadLetter",
        object(
            "id", text(),
            "destination", text(),
            "receiver", text(),
            "groupKey", text(),
            "groupLabels", LABELS,
            "time", time(),
            "status", word("firing", "resolved"),
            "reason", text(),
            "attempts", whole(),
            "failure", text(),
            "alertCount", whole(),
            "alerts", listOf(schema("ListedAlert"))),
        true);
    all.put("Resent", object("delivered", flag(), "problem?", text()), true);
    all.put(
        "TestMessage", object("destination", text(), "delivered", flag(), "answer", text()), true);
  }
}
