package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Parameter.inHeader;
import static io.vigie.server.http.openapi.Parameter.inJson;
import static io.vigie.server.http.openapi.Parameter.inPath;
import static io.vigie.server.http.openapi.Parameter.optional;
import static io.vigie.server.http.openapi.Parameter.required;

import io.vigie.server.http.openapi.Operation.Answer;
import io.vigie.server.http.openapi.Operation.Method;
import io.vigie.server.http.openapi.Operation.Tag;
import io.vigie.server.http.openapi.Parameter.Kind;
import java.util.List;
import java.util.stream.Stream;

/// Every operation of Vigie's own API, under `/api`.
final class RestOperations {
  private static final Parameter REFRESH =
      inJson("refresh_token", Kind.TEXT, "Without it, that of the cookie.");
  private static final Parameter PASSWORD =
      inJson("password", Kind.TEXT, "At least 10 characters; must be there.");
  private static final Parameter ROLE = inJson("role", Kind.TEXT, "viewer, editor or admin.");
  private static final Parameter USER = inPath("name", "Of the user.");

  private static final Parameter KEY =
      inHeader("Idempotency-Key", "Whatever comes again with the same key counts once.");

  /// Of lists. The header `Link` of a page says where the next one is.
  private static final List<Parameter> PAGE =
      List.of(
          optional("limit", Kind.NUMBER, "How many at most; 10000 by default."),
          optional("cursor", Kind.TEXT, "Where the page before ended."));

  private static final List<Parameter> PUSH =
      List.of(
          inJson("name", Kind.TEXT, "Of the metric; must be there."),
          inJson("type", Kind.TEXT, "counter (adds), gauge (sets) or histogram (observes)."),
          inJson("value", Kind.VALUE, "Must be there."),
          inJson("labels", Kind.OBJECT, "Texts by name."),
          inJson("buckets", Kind.VALUES, "Upper bounds of a new histogram."));

  private static final List<Parameter> RULE =
      List.of(
          inJson("name", Kind.TEXT, "Of its alerts; must be there."),
          inJson("expr", Kind.TEXT, "An expression; or metricName, condition and threshold."),
          inJson("metricName", Kind.TEXT, "A metric, or a field: system.cpu.usagePercent."),
          inJson("condition", Kind.TEXT, "`>`, `>=`, `<`, `<=`, `==`, `!=`, or gt, gte, …"),
          inJson("threshold", Kind.VALUE, "What it is compared with."),
          inJson("duration", Kind.DURATION, "For how long; a number is seconds."),
          inJson("severity", Kind.TEXT, "How bad."),
          inJson("description", Kind.TEXT, "For whoever is told."),
          inJson("labels", Kind.OBJECT, "Texts by name."),
          inJson("annotations", Kind.OBJECT, "Templates by name."),
          inJson("enabled", Kind.BOOLEAN, "Whether it is evaluated."),
          inJson("notificationChannels", Kind.OBJECTS, "Kept; alertmanager.yml routes."));

  private static final List<Parameter> RULE_PLACE =
      List.of(
          required("file", Kind.TEXT, "As /api/v1/rules says it."),
          required("group", Kind.TEXT, "Name of the group."),
          optional("rule", Kind.NUMBER, "Which of its rules, from 0; all of them without it."),
          optional("name", Kind.TEXT, "Of the rule that is expected there; goes with rule."));

  private static final List<Parameter> NEW_RULE_PLACE =
      List.of(
          required("file", Kind.TEXT, "As /api/v1/rules says it, or a new one."),
          optional("group", Kind.TEXT, "Whose rule it is; without it, it is a group."),
          inJson("text", Kind.TEXT, "YAML, beginning with a dash; must be there."));

  private static final List<Parameter> WIDGETS =
      List.of(
          inJson("name", Kind.TEXT, "Its title; must be there."),
          inJson("description", Kind.TEXT, "What it is for."),
          inJson("widgets", Kind.OBJECTS, "id, type, title, query, visualization, position."),
          inJson("layout", Kind.OBJECT, "columns: how wide the grid is; 12 by default."),
          inJson("filters", Kind.OBJECTS, "Queries refer to them by `$id`."),
          inJson("refreshInterval", Kind.VALUE, "Seconds; 0 for never."));

  static final List<Operation> ALL =
      Stream.of(
              session(),
              accounts(),
              metrics(),
              health(),
              alerts(),
              ruleSource(),
              newRules(),
              dashboard(),
              widgets())
          .flatMap(List::stream)
          .toList();

  private RestOperations() {}

  private static List<Operation> session() {
    return List.of(
        post("login", "/auth/login", Tag.ACCOUNTS, "Log in", Answer.BARE_OBJECT)
            .giving("Session")
            .refusing(409)
            .with(
                inJson("username", Kind.TEXT, "Who; must be there."),
                inJson("password", Kind.TEXT, "Must be there."),
                inJson("cookie", Kind.BOOLEAN, "Give cookies instead of tokens.")),
        post("refresh", "/auth/refresh", Tag.ACCOUNTS, "Stay logged in", Answer.BARE_OBJECT)
            .giving("Session")
            .with(REFRESH),
        post("logout", "/auth/logout", Tag.ACCOUNTS, "Log out", Answer.NOTHING).with(REFRESH),
        get("me", "/auth/me", Tag.ACCOUNTS, "Who asks, and what is permitted", Answer.BARE_OBJECT)
            .giving("Caller"),
        post("password", "/auth/password", Tag.ACCOUNTS, "Change one's password", Answer.NOTHING)
            .refusing(422)
            .with(inJson("current", Kind.TEXT, "The one before; must be there."), PASSWORD));
  }

  private static List<Operation> accounts() {
    return List.of(
        get("users", "/users", Tag.ACCOUNTS, "Who has an account", Answer.BARE_LIST)
            .giving("User")
            .with(PAGE),
        post("create-user", "/users", Tag.ACCOUNTS, "Make an account", Answer.CREATED)
            .giving("User")
            .refusing(409, 422)
            .with(inJson("name", Kind.TEXT, "Must be there."), ROLE, PASSWORD),
        of(Method.PUT, "change-user", "/users/{name}", Tag.ACCOUNTS, "Change an account")
            .giving("User")
            .refusing(404, 409, 422)
            .with(
                USER,
                ROLE,
                PASSWORD,
                inJson("disabled", Kind.BOOLEAN, "Whether it lets nobody in.")),
        delete("remove-user", "/users/{name}", Tag.ACCOUNTS, "Remove an account")
            .with(USER)
            .refusing(404, 409),
        get("tokens", "/tokens", Tag.ACCOUNTS, "API tokens, one's own or all", Answer.BARE_LIST)
            .giving("Token")
            .with(PAGE),
        post("create-token", "/tokens", Tag.ACCOUNTS, "Make an API token", Answer.CREATED)
            .giving("NewToken")
            .refusing(422)
            .with(
                inJson("name", Kind.TEXT, "What it is for; must be there."),
                inJson("scopes", Kind.TEXTS, "Some of read, ingest, edit, admin."),
                inJson("expires_in", Kind.DURATION, "By default it does not expire."),
                inJson("owner", Kind.TEXT, "Whose it is; by default who asks.")),
        delete("revoke-token", "/tokens/{id}", Tag.ACCOUNTS, "Revoke an API token")
            .with(inPath("id", "Of the token."))
            .refusing(404),
        get("audit", "/audit", Tag.ACCOUNTS, "Who changed what, newest first", Answer.BARE_LIST)
            .giving("Change")
            .with(
                optional("start", Kind.TIME, "From when on."),
                optional("end", Kind.TIME, "Until when."),
                optional("user", Kind.TEXT, "By whom."),
                optional("address", Kind.TEXT, "From where."),
                optional("action", Kind.TEXT, "What."),
                optional("object", Kind.TEXT, "To what."),
                optional("limit", Kind.NUMBER, "How many at most; 100 by default."),
                optional("cursor", Kind.TEXT, "Where the page before ended.")),
        get(
                "pending-config",
                "/config/pending",
                Tag.STATUS,
                "What a reload would put in force",
                Answer.BARE_OBJECT)
            .giving("PendingConfiguration"),
        get("openapi", "/openapi.yaml", Tag.STATUS, "This document", Answer.YAML)
            .with(optional("openapi_version", Kind.TEXT, "`3.1` or `3.2`.")));
  }

  private static List<Operation> metrics() {
    return List.of(
        get("summary", "/metrics/summary", Tag.METRICS, "All views at once", Answer.BARE_OBJECT)
            .giving("MetricsSummary"),
        get("system", "/metrics/system", Tag.METRICS, "Machines", Answer.BARE_OBJECT)
            .giving("SystemMetricsNow"),
        get("application", "/metrics/application", Tag.METRICS, "Requests", Answer.BARE_OBJECT)
            .giving("ApplicationMetricsNow"),
        get("business", "/metrics/business", Tag.METRICS, "Business", Answer.BARE_OBJECT)
            .giving("BusinessMetricsNow"),
        post("push-custom", "/metrics/custom", Tag.METRICS, "Push a value", Answer.ACCEPTED)
            .giving("Accepted")
            .refusing(409, 422)
            .with(PUSH)
            .with(KEY),
        delete("end-custom", "/metrics/custom/{name}", Tag.METRICS, "End a pushed metric")
            .with(inPath("name", "Of the metric."))
            .refusing(404),
        post("push-business", "/metrics/business", Tag.METRICS, "Push a value", Answer.ACCEPTED)
            .giving("Accepted")
            .refusing(409, 422)
            .with(PUSH)
            .with(KEY),
        post("push-batch", "/metrics/batch", Tag.METRICS, "Push values", Answer.ACCEPTED)
            .giving("AcceptedBatch")
            .refusing(409)
            .with(inJson("metrics", Kind.OBJECTS, "Each as for one; must be there."), KEY));
  }

  private static List<Operation> health() {
    Parameter service = inPath("name", "Of the service.");
    return List.of(
        get("health", "/health", Tag.HEALTH, "How all services are", Answer.BARE_OBJECT)
            .giving("Health")
            .refusing(503),
        get("services", "/health/services", Tag.HEALTH, "Services", Answer.BARE_LIST)
            .giving("Service")
            .refusing(503)
            .with(PAGE),
        get("service", "/health/services/{name}", Tag.HEALTH, "A service", Answer.BARE_OBJECT)
            .giving("Service")
            .refusing(404, 503)
            .with(service),
        get(
                "service-history",
                "/health/services/{name}/history",
                Tag.HEALTH,
                "How a service was, day by day",
                Answer.BARE_OBJECT)
            .giving("ServiceHistory")
            .refusing(404)
            .with(
                service, optional("days", Kind.NUMBER, "How many, today included; 90 by default.")),
        post("check", "/health/check", Tag.HEALTH, "Look now", Answer.BARE_OBJECT)
            .giving("Health")
            .refusing(404)
            .with(inJson("name", Kind.TEXT, "At which service; by default at all.")),
        post("add-service", "/health/services", Tag.HEALTH, "Add a service", Answer.CREATED)
            .giving("Service")
            .refusing(409)
            .with(
                inJson("name", Kind.TEXT, "Must be there."),
                inJson("url", Kind.TEXT, "What is asked for; must be there."),
                inJson("interval", Kind.DURATION, "Or milliseconds; 30 s by default."),
                inJson("timeout", Kind.DURATION, "Or milliseconds; 5 s by default."),
                inJson("retries", Kind.NUMBER, "More attempts before it counts; 3 by default."),
                inJson("critical", Kind.BOOLEAN, "Whether the whole depends on it.")),
        delete("remove-service", "/health/services/{name}", Tag.HEALTH, "Remove a service")
            .refusing(404, 409)
            .with(service));
  }

  private static List<Operation> alerts() {
    Parameter alert = inPath("id", "Of the alert.");
    Parameter rule = inPath("id", "Of the rule.");
    Parameter comment = inJson("comment", Kind.TEXT, "Why.");
    return List.of(
        get("alerts", "/alerts", Tag.ALERTS, "What fires, newest first", Answer.BARE_LIST)
            .giving("Alert")
            .with(
                optional("severity", Kind.TEXT, "How bad, in the words of any platform."),
                optional("service", Kind.TEXT, "Of which service."),
                optional("status", Kind.TEXT, "active or acknowledged."),
                optional("tags", Kind.TEXTS, "`label=value` or a value; commas between."))
            .with(PAGE),
        post(
                "acknowledge",
                "/alerts/{id}/acknowledge",
                Tag.ALERTS,
                "Take it in hand",
                Answer.BARE_OBJECT)
            .giving("Alert")
            .refusing(404, 409)
            .with(alert, comment),
        post("resolve", "/alerts/{id}/resolve", Tag.ALERTS, "Take it for over", Answer.BARE_OBJECT)
            .giving("Alert")
            .refusing(404, 409)
            .with(alert, comment),
        get("rules", "/alerts/rules", Tag.RULES, "Rules made by API", Answer.BARE_LIST)
            .giving("Rule")
            .with(PAGE),
        get("rule", "/alerts/rules/{id}", Tag.RULES, "A rule", Answer.BARE_OBJECT)
            .giving("Rule")
            .refusing(404)
            .with(rule),
        post("create-rule", "/alerts/rules", Tag.RULES, "Make a rule", Answer.CREATED)
            .giving("Rule")
            .explaining("RuleProblem", 422)
            .with(RULE),
        of(Method.PUT, "replace-rule", "/alerts/rules/{id}", Tag.RULES, "Replace a rule")
            .giving("Rule")
            .refusing(404)
            .explaining("RuleProblem", 422)
            .with(rule)
            .with(RULE),
        delete("remove-rule", "/alerts/rules/{id}", Tag.RULES, "Remove a rule")
            .refusing(404)
            .with(rule));
  }

  private static List<Operation> ruleSource() {
    String path = "/rules/source";
    return List.of(
        get("rule-source", path, Tag.RULES, "A rule as its file has it", Answer.BARE_OBJECT)
            .giving("RuleSource")
            .refusing(404)
            .explaining("RuleSourceProblem", 409)
            .with(RULE_PLACE),
        of(Method.PUT, "replace-rule-source", path, Tag.RULES, "Replace a rule in its file")
            .giving("RuleSource")
            .refusing(404, 428)
            .explaining("RuleSourceProblem", 409, 412, 422)
            .with(RULE_PLACE)
            .with(
                inHeader("If-Match", "The ETag of what was read; must be there."),
                inJson("text", Kind.TEXT, "YAML, beginning with a dash; must be there.")),
        post(
                "check-rule-source",
                path + "/check",
                Tag.RULES,
                "What a text would be in its place",
                Answer.BARE_OBJECT)
            .giving("RuleCheck")
            .refusing(404)
            .explaining("RuleSourceProblem", 409, 422)
            .with(RULE_PLACE)
            .with(inJson("text", Kind.TEXT, "YAML; must be there.")));
  }

  private static List<Operation> newRules() {
    String path = "/rules/source/new";
    return List.of(
        get(
                "rule-source-files",
                "/rules/source/files",
                Tag.RULES,
                "Where rules can be written",
                Answer.BARE_OBJECT)
            .giving("RuleSourceFiles"),
        post("add-rule-source", path, Tag.RULES, "Add a rule or a group to a file", Answer.CREATED)
            .giving("RuleSource")
            .refusing(404)
            .explaining("RuleSourceProblem", 409, 422)
            .with(NEW_RULE_PLACE),
        post(
                "check-new-rule-source",
                path + "/check",
                Tag.RULES,
                "What a text would be as one more",
                Answer.BARE_OBJECT)
            .giving("RuleCheck")
            .refusing(404)
            .explaining("RuleSourceProblem", 409, 422)
            .with(NEW_RULE_PLACE));
  }

  private static List<Operation> widgets() {
    Parameter id = inPath("id", "Which, as the list says.");
    return List.of(
        get("widget-dashboards", "/dashboards", Tag.DASHBOARDS, "All, by name", Answer.BARE_LIST)
            .giving("WidgetDashboardEntry"),
        get(
                "widget-dashboard",
                "/dashboards/{id}",
                Tag.DASHBOARDS,
                "A dashboard as widgets",
                Answer.BARE_OBJECT)
            .giving("WidgetDashboard")
            .refusing(404)
            .with(id),
        post(
                "create-widget-dashboard",
                "/dashboards",
                Tag.DASHBOARDS,
                "Make a dashboard of widgets",
                Answer.CREATED)
            .giving("WidgetDashboard")
            .refusing(422)
            .with(WIDGETS),
        of(
                Method.PUT,
                "replace-widget-dashboard",
                "/dashboards/{id}",
                Tag.DASHBOARDS,
                "Replace a dashboard by widgets")
            .giving("WidgetDashboard")
            .refusing(404, 409, 422)
            .with(id)
            .with(WIDGETS)
            .with(inJson("version", Kind.TEXT, "Replace this version only; else 409.")),
        delete("remove-widget-dashboard", "/dashboards/{id}", Tag.DASHBOARDS, "Forget a dashboard")
            .refusing(404)
            .with(id));
  }

  private static List<Operation> dashboard() {
    return List.of(
        get("dashboard", "/dashboard/summary", Tag.METRICS, "Everything", Answer.BARE_OBJECT)
            .giving("DashboardSummary"),
        get("realtime", "/dashboard/realtime", Tag.METRICS, "What changes", Answer.BARE_OBJECT)
            .giving("Realtime"),
        get(
                "chart",
                "/dashboard/charts/{type}",
                Tag.METRICS,
                "Fields over time",
                Answer.BARE_OBJECT)
            .giving("Chart")
            .refusing(404)
            .with(
                inPath("type", "A view, a group such as cpu, or a field."),
                optional("interval", Kind.TEXT, "1m, 5m, 15m, 1h, 6h or 1d between points."),
                optional("range", Kind.DURATION, "How far back; 60 intervals by default.")),
        get("stream", "/stream", Tag.METRICS, "What happens, as it happens", Answer.EVENTS)
            .giving("LiveEvent")
            .with(
                optional(
                    "type",
                    Kind.TEXTS,
                    "metrics, system, application, business, health or alert; all by default.")));
  }

  private static Operation get(String id, String path, Tag tag, String summary, Answer answer) {
    return new Operation(id, List.of(Method.GET), path, tag, summary, answer, List.of());
  }

  private static Operation post(String id, String path, Tag tag, String summary, Answer answer) {
    return new Operation(id, List.of(Method.POST), path, tag, summary, answer, List.of());
  }

  private static Operation delete(String id, String path, Tag tag, String summary) {
    return new Operation(id, List.of(Method.DELETE), path, tag, summary, Answer.NOTHING, List.of());
  }

  private static Operation of(Method method, String id, String path, Tag tag, String summary) {
    return new Operation(id, List.of(method), path, tag, summary, Answer.BARE_OBJECT, List.of());
  }
}
