package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.anything;
import static io.vigie.server.http.openapi.Shape.date;
import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.orNull;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// What Vigie's own API answers, field by field.
final class RestSchemas {
  private static final EffectiveMapping STATE = word("healthy", "degraded", "unhealthy", "unknown");

  private RestSchemas() {}

  /// Adds the schemas by name.
  static void addTo(EffectiveMapping all) {
    addAccounts(all);
    addHealth(all);
    addAlerts(all);
    addMetrics(all);
    addDashboards(all);
  }

  private static void addAccounts(EffectiveMapping all) {
    all.put(
        "Session",
        object(
            "user", text(),
            "expires_in", whole(),
            "token_type?", word("Bearer"),
            "access_token?", text(),
            "refresh_token?", text()),
        true);
    EffectiveMapping scopes = listOf(word("read", "ingest", "edit", "admin"));
    all.put(
        "Caller",
        object(
            "name", text(),
            "means", text(),
            "permissions", scopes,
            "initialPassword", flag()),
        true);
    all.put(
        "User",
        object(
            "name", text(),
            "role", word("viewer", "editor", "admin"),
            "created", time(),
            "disabled", flag(),
            "initialPassword", flag()),
        true);
    all.put("Token", token(false, scopes), true);
    all.put("NewToken", token(true, scopes), true);
    all.put(
        "Change",
        object(
            "time", time(),
            "user", text(),
            "address", text(),
            "action", text(),
            "object", text(),
            "before", text(),
            "after", text()),
        true);
    all.put(
        "PendingConfiguration",
        object(
            "file", text(),
            "inForce", text(),
            "onDisk?", text(),
            "problem?", text(),
            "lastReloadSuccessful", flag(),
            "canReload", flag()),
        true);
  }

  /// @param isNew whether its text is told, which happens only once
  private static EffectiveMapping token(boolean isNew, EffectiveMapping scopes) {
    return object(
        "id",
        text(),
        "name",
        text(),
        "owner",
        text(),
        "scopes",
        scopes,
        "created",
        time(),
        "expires?",
        time(),
        "expired",
        flag(),
        "lastUsed?",
        time(),
        isNew ? "token" : "token?",
        text());
  }

  private static void addHealth(EffectiveMapping all) {
    all.put(
        "Health",
        object(
            "status", STATE,
            "total", whole(),
            "healthy", whole(),
            "degraded", whole(),
            "unhealthy", whole(),
            "unknown", whole(),
            "services?", listOf(schema("ServiceSummary"))),
        true);
    all.put("ServiceSummary", summary(), true);
    all.put("Service", service(), true);
    all.put(
        "ServiceHistory",
        object(
            "name", text(),
            "uptimePercent", orNull(number()),
            "days", listOf(day()),
            "months", listOf(object("month", text(), "uptimePercent", orNull(number()))),
            "changes",
                listOf(
                    object(
                        "time", time(),
                        "from", STATE,
                        "to", STATE,
                        "phase", text(),
                        "message", text()))),
        true);
  }

  private static EffectiveMapping summary() {
    return object(
        "name", text(),
        "status", STATE,
        "since", time(),
        "lastCheck", orNull(time()),
        "responseTime", orNull(number()),
        "blockedBy", texts());
  }

  private static EffectiveMapping service() {
    EffectiveMapping failure =
        object("time", time(), "status", STATE, "phase", text(), "message", text());
    failure.put("additionalProperties", text(), true);
    return object(
        "name", text(),
        "status", STATE,
        "since", time(),
        "lastCheck", orNull(time()),
        "responseTime", orNull(number()),
        "blockedBy", texts(),
        "kind", text(),
        "url?", text(),
        "every?", whole(),
        "address?", text(),
        "interval", whole(),
        "timeout", whole(),
        "retries", whole(),
        "critical", flag(),
        "dependsOn", texts(),
        "byFile", flag(),
        "lastFailures", listOf(failure));
  }

  private static EffectiveMapping day() {
    return object(
        "date", date(),
        "uptimePercent", orNull(number()),
        "healthySeconds", number(),
        "degradedSeconds", number(),
        "unhealthySeconds", number(),
        "checks", whole(),
        "failures", whole(),
        "averageResponseTime", orNull(number()));
  }

  private static void addAlerts(EffectiveMapping all) {
    EffectiveMapping labels = schema("Labels");
    all.put(
        "Alert",
        HandlingSchemas.handled(
            "id", text(),
            "name", text(),
            "severity", text(),
            "level", orNull(word("critical", "error", "warning", "info")),
            "service", text(),
            "status", word("active", "acknowledged", "resolved"),
            "suppressed", flag(),
            "message", text(),
            "labels", labels,
            "annotations", labels,
            "startsAt", time(),
            "updatedAt", time()),
        true);
    all.put(
        "Rule",
        object(
            "id", text(),
            "name", text(),
            "expr", text(),
            "duration", number(),
            "severity", text(),
            "enabled", flag(),
            "labels", labels,
            "annotations", labels,
            "asked", anything("What was asked for when it was made or replaced.")),
        true);
    addRuleSources(all);
    all.put(
        "RuleProblem",
        object(
            "title", text(),
            "status", whole(),
            "detail", text(),
            "findings?", listOf(object("check", text(), "reason", text(), "proposal", text()))),
        true);
  }

  private static void addRuleSources(EffectiveMapping all) {
    EffectiveMapping flaws = listOf(object("line", whole(), "reason", text()));
    all.put(
        "RuleSource",
        object(
            "file", text(),
            "group", text(),
            "groupLabels", schema("Labels"),
            "rule?", whole(),
            "name?", text(),
            "line", whole(),
            "text", text(),
            "version", text(),
            "obstacle?", text(),
            "obstacleReason?", text()),
        true);
    all.put(
        "RuleSourceFiles",
        object(
            "files",
            listOf(
                object(
                    "file", text(),
                    "groups", listOf(object("name", text(), "labels", schema("Labels"))),
                    "obstacle?", text(),
                    "obstacleReason?", text())),
            "patterns",
            listOf(text())),
        true);
    all.put("RuleCheck", object("problems", flaws, "findings", listOf(schema("Finding"))), true);
    all.put(
        "RuleSourceProblem",
        object(
            "title", text(),
            "status", whole(),
            "detail", text(),
            "problems?", flaws,
            "text?", text(),
            "version?", text(),
            "obstacle?", text()),
        true);
  }

  private static void addMetrics(EffectiveMapping all) {
    EffectiveMapping accepted = object("accepted", whole());
    all.put("Accepted", accepted, true);
    all.put(
        "AcceptedBatch",
        object("accepted", whole(), "rejected", listOf(object("index", whole(), "error", text()))),
        true);
    EffectiveMapping labelled = object("labels", schema("Labels"), "value", number());
    all.put("FieldValue", either(number(), listOf(labelled), mapping("type", "null")), true);
    MetricViews.addTo(all);
    all.put(
        "LiveState",
        either(
            schema("MetricsSummary"),
            schema("SystemMetricsNow"),
            schema("BusinessMetricsNow"),
            schema("Health"),
            schema("Alert")),
        true);
    all.put("LiveEvent", StatusSchemas.event("LiveState"), true);
    EffectiveMapping point = object("timestamp", whole(), "value", number());
    all.put(
        "Chart",
        object(
            "type", text(),
            "interval", whole(),
            "series",
                listOf(
                    object("name", text(), "labels", schema("Labels"), "points", listOf(point)))),
        true);
  }

  private static void addDashboards(EffectiveMapping all) {
    all.put("WidgetDashboardEntry", object("id", text(), "name", text(), "folder", text()), true);
    EffectiveMapping position =
        object("x", whole(), "y", whole(), "width", whole(), "height", whole());
    EffectiveMapping options = anything("How it is drawn, in the words of Grafana's panels.");
    EffectiveMapping widget =
        object(
            "id", text(),
            "type", word("metric", "chart", "table", "gauge", "status"),
            "title", text(),
            "query", text(),
            "visualization", object("type", text(), "options", options),
            "position", position);
    EffectiveMapping filter =
        object(
            "id", text(),
            "name", text(),
            "type", word("select", "text"),
            "field", text(),
            "options?", texts(),
            "defaultValue?", text());
    all.put(
        "WidgetDashboard",
        object(
            "id", text(),
            "name", text(),
            "description", text(),
            "widgets", listOf(widget),
            "layout", object("columns", whole(), "gap", whole()),
            "filters", listOf(filter),
            "refreshInterval", whole(),
            "version", text(),
            "editable", flag()),
        true);
  }
}
