package io.vigie.server.http.openapi;

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

/// Every operation under `/api/v1`.
final class Operations {
  private static final Parameter QUERY = required("query", Kind.TEXT, "A PromQL expression.");
  private static final Parameter TIME =
      optional("time", Kind.TIME, "When to evaluate; now by default.");
  private static final Parameter START = optional("start", Kind.TIME, "From when on.");
  private static final Parameter END = optional("end", Kind.TIME, "Until when.");
  private static final Parameter LIMIT =
      optional("limit", Kind.NUMBER, "How many results at most; 0 is no limit.");
  private static final Parameter MATCH =
      optional("match[]", Kind.TEXTS, "A selector that the series satisfy; may be repeated.");
  private static final Parameter POOL = optional("scrapePool", Kind.TEXT, "Name of a scrape pool.");
  private static final Parameter ONE_POOL =
      required("scrapePool", Kind.TEXT, "Name of a scrape pool.");
  private static final List<Parameter> SILENCE =
      List.of(
          inJson("id", Kind.TEXT, "Of the silence to change; none makes a new one."),
          inJson("matchers", Kind.TEXTS, "All of them must match; must be there."),
          inJson("startsAt", Kind.TIME, "From when; now by default."),
          inJson("endsAt", Kind.TIME, "Until when."),
          inJson("for", Kind.DURATION, "For how long instead."),
          inJson("author", Kind.TEXT, "Who; by default who asks."),
          inJson("comment", Kind.TEXT, "Why."),
          inJson(
              "recurrence",
              Kind.OBJECT,
              "When it is in force: `rrule`, `start`, `timeZone` and `duration`."),
          inJson("untilResolved", Kind.BOOLEAN, "End when nothing that it hid fires any more."),
          inJson("warnBefore", Kind.DURATION, "How long before the end to warn."),
          inJson("warnReceiver", Kind.TEXT, "Whom to warn."),
          inJson("force", Kind.BOOLEAN, "Make it although it hides almost everything."));
  private static final Parameter METRIC = optional("metric", Kind.TEXT, "Name of a metric.");
  private static final Parameter EXTRA_LABEL =
      optional("extra_label", Kind.TEXTS, "`name=value`, added to every series; may be repeated.");
  private static final Parameter AUTHOR = inJson("author", Kind.TEXT, "Who; by default who asks.");
  private static final Parameter COMMENT = inJson("comment", Kind.TEXT, "Why.");
  private static final Parameter DEAD_LETTER = inJson("id", Kind.TEXT, "Which; must be there.");
  private static final List<Parameter> OPTIONS =
      List.of(
          LIMIT,
          optional("timeout", Kind.DURATION, "How long the evaluation may take."),
          optional("lookback_delta", Kind.DURATION, "How old a sample may be to count as current."),
          optional("stats", Kind.TEXT, "`true` or `all`: add what the evaluation cost."),
          optional("nocache", Kind.SWITCH, "`1`: do not reuse what an earlier query has read."));

  static final List<Operation> ALL =
      Stream.of(
              queries(),
              series(),
              search(),
              targets(),
              rules(),
              status(),
              dashboards(),
              admin(),
              remote())
          .flatMap(List::stream)
          .toList();

  private Operations() {}

  private static List<Operation> queries() {
    Parameter step = required("step", Kind.DURATION, "Time between two evaluations.");
    Parameter from = required("start", Kind.TIME, "The first evaluation.");
    Parameter to = required("end", Kind.TIME, "No evaluation is later.");
    return List.of(
        form("query", "/query", Tag.QUERY, "Evaluate at one time", Answer.QUERY_RESULT)
            .refusing(422, 499)
            .with(QUERY, TIME)
            .with(OPTIONS),
        form("query-range", "/query_range", Tag.QUERY, "Evaluate over time", Answer.QUERY_RESULT)
            .refusing(422, 499)
            .with(QUERY, from, to, step)
            .with(optional("columns", Kind.SWITCH, "`1`: times once, values as arrays of numbers."))
            .with(OPTIONS),
        form("query-exemplars", "/query_exemplars", Tag.QUERY, "Exemplars of series", Answer.LIST)
            .giving("SeriesExemplars")
            .with(QUERY, START, END),
        form("explain", "/explain", Tag.QUERY, "Evaluate and say what it cost where", Answer.OBJECT)
            .giving("Explanation")
            .refusing(499)
            .with(QUERY, TIME, START, END, optional("step", Kind.DURATION, "With start and end."))
            .with(OPTIONS),
        form("format-query", "/format_query", Tag.QUERY, "Lay out an expression", Answer.TEXT)
            .with(QUERY),
        form("parse-query", "/parse_query", Tag.QUERY, "Tree of an expression", Answer.OBJECT)
            .giving("QueryNode")
            .with(QUERY));
  }

  private static List<Operation> series() {
    return List.of(
        form("labels", "/labels", Tag.LABELS, "Names of labels", Answer.TEXTS)
            .with(START, END, MATCH, LIMIT),
        get("label-values", "/label/{name}/values", Tag.LABELS, "Values of a label", Answer.TEXTS)
            .with(inPath("name", "Name of a label, escaped where it is not ASCII."))
            .with(START, END, MATCH, LIMIT),
        form("series", "/series", Tag.SERIES, "Series that satisfy selectors", Answer.LABEL_SETS)
            .with(required("match[]", Kind.TEXTS, "A selector; may be repeated."))
            .with(START, END, LIMIT),
        get("get-metadata", "/metadata", Tag.METADATA, "What is known of metrics", Answer.OBJECT)
            .giving("MetadataByMetric")
            .with(METRIC, LIMIT, optional("limit_per_metric", Kind.NUMBER, "How many of each.")));
  }

  private static List<Operation> search() {
    List<Parameter> how =
        List.of(
            optional("search[]", Kind.TEXTS, "What the name is like; may be repeated."),
            optional("fuzz_threshold", Kind.NUMBER, "How alike, from 0 to 100."),
            optional("fuzz_alg", Kind.TEXT, "`subsequence` or `jarowinkler`."),
            optional("case_sensitive", Kind.SWITCH, "Whether upper and lower case differ."),
            optional("sort_by", Kind.TEXT, "`alpha` or `score`."),
            optional("sort_dir", Kind.TEXT, "`asc` or `dsc`."),
            optional("include_score", Kind.SWITCH, "Add how alike each is."),
            optional("batch_size", Kind.NUMBER, "How many results a line."),
            MATCH,
            START,
            END,
            LIMIT);
    return List.of(
        form(
                "search-metric-names",
                "/search/metric_names",
                Tag.METADATA,
                "Names of metrics like a text",
                Answer.LINES)
            .giving("FoundNames")
            .with(how)
            .with(
                optional("include_metadata", Kind.SWITCH, "Add type, unit and help."),
                optional("include_series_count", Kind.SWITCH, "Add how many series have it.")),
        form(
                "search-label-names",
                "/search/label_names",
                Tag.LABELS,
                "Names of labels like a text",
                Answer.LINES)
            .giving("FoundNames")
            .with(how),
        form(
                "search-label-values",
                "/search/label_values",
                Tag.LABELS,
                "Values of a label like a text",
                Answer.LINES)
            .giving("FoundValues")
            .with(required("label", Kind.TEXT, "Name of the label."))
            .with(how));
  }

  private static List<Operation> dashboards() {
    Parameter uid = inPath("uid", "Which, as the list says.");
    return List.of(
        get("get-dashboards", "/dashboards", Tag.DASHBOARDS, "All dashboards", Answer.OBJECT)
            .giving("Dashboards"),
        post("import-dashboard", "/dashboards", Tag.DASHBOARDS, "Keep a dashboard", Answer.OBJECT)
            .giving("DashboardEntry")
            .refusing(409)
            .with(
                inJson("dashboard", Kind.OBJECT, "In Grafana's JSON; must be there."),
                inJson("folder", Kind.TEXT, "What it is listed under."),
                inJson("overwrite", Kind.BOOLEAN, "Whether to replace one with the same uid."),
                inJson("baseVersion", Kind.TEXT, "Replace this version only; else 409."),
                inJson("message", Kind.TEXT, "What the history says about it.")),
        get("get-dashboard", "/dashboards/{uid}", Tag.DASHBOARDS, "One dashboard", Answer.OBJECT)
            .giving("Dashboard")
            .refusing(404)
            .with(uid),
        get(
                "lint-dashboard",
                "/dashboards/{uid}/lint",
                Tag.DASHBOARDS,
                "What is odd about the queries of a dashboard",
                Answer.OBJECT)
            .giving("PanelFindings")
            .refusing(404)
            .with(uid),
        post(
                "lint-sent-dashboard",
                "/dashboards/lint",
                Tag.DASHBOARDS,
                "What is odd about the queries of a dashboard that is sent",
                Answer.OBJECT)
            .giving("PanelFindings")
            .with(inJson("dashboard", Kind.OBJECT, "In Grafana's JSON; must be there.")),
        get(
                "get-dashboard-versions",
                "/dashboards/{uid}/versions",
                Tag.DASHBOARDS,
                "What it was",
                Answer.OBJECT)
            .giving("DashboardVersions")
            .with(uid),
        get(
                "get-dashboard-version",
                "/dashboards/{uid}/versions/{number}",
                Tag.DASHBOARDS,
                "A dashboard as it was",
                Answer.OBJECT)
            .giving("DashboardVersion")
            .refusing(404)
            .with(uid, inPath("number", "Which, as the list of versions says.")),
        new Operation(
                "delete-dashboard",
                List.of(Method.DELETE),
                "/dashboards/{uid}",
                Tag.DASHBOARDS,
                "Forget an imported dashboard",
                Answer.NOTHING,
                List.of())
            .refusing(404)
            .with(uid));
  }

  private static List<Operation> admin() {
    return List.of(
        change("deleteSeries", "/admin/tsdb/delete_series", "Delete series", Answer.NOTHING)
            .with(required("match[]", Kind.TEXTS, "A selector; may be repeated."), START, END),
        change(
            "cleanTombstones",
            "/admin/tsdb/clean_tombstones",
            "Give room of deleted series back",
            Answer.NOTHING),
        change("snapshot", "/admin/tsdb/snapshot", "Copy the store", Answer.OBJECT)
            .giving("Snapshot")
            .with(optional("skip_head", Kind.SWITCH, "Leave out what is only in memory.")));
  }

  private static List<Operation> targets() {
    return List.of(
        get("get-targets", "/targets", Tag.TARGETS, "Targets and their state", Answer.OBJECT)
            .giving("Targets")
            .with(POOL, optional("state", Kind.TEXT, "`active`, `dropped` or `any`.")),
        get(
                "get-targets-metadata",
                "/targets/metadata",
                Tag.TARGETS,
                "What targets say of metrics",
                Answer.LIST)
            .giving("TargetMetadata")
            .with(METRIC, LIMIT, optional("match_target", Kind.TEXT, "A selector of targets.")),
        get(
                "get-targets-relabel-steps",
                "/targets/relabel_steps",
                Tag.TARGETS,
                "How relabelling goes, rule by rule",
                Answer.OBJECT)
            .giving("RelabelSteps")
            .with(ONE_POOL, required("labels", Kind.TEXT, "Labels before it, a JSON object.")),
        get(
                "get-scrape-pools",
                "/scrape_pools",
                Tag.TARGETS,
                "Names of scrape pools",
                Answer.OBJECT)
            .giving("ScrapePools"),
        get(
                "get-scrape-pool-config",
                "/scrape_pools/config",
                Tag.TARGETS,
                "How a pool is configured",
                Answer.OBJECT)
            .giving("YamlText")
            .with(ONE_POOL));
  }

  private static List<Operation> rules() {
    return List.of(
        get("rules", "/rules", Tag.RULES, "Groups of rules and their state", Answer.OBJECT)
            .giving("RuleGroups")
            .with(
                optional("type", Kind.TEXT, "`alert` or `record`."),
                optional("rule_name[]", Kind.TEXTS, "Name of a rule; may be repeated."),
                optional("rule_group[]", Kind.TEXTS, "Name of a group; may be repeated."),
                optional("file[]", Kind.TEXTS, "Path of a rule file; may be repeated."),
                MATCH,
                optional("exclude_alerts", Kind.SWITCH, "Leave the active alerts out."),
                optional("group_limit", Kind.NUMBER, "How many groups at a time."),
                optional("group_next_token", Kind.TEXT, "Where the page before ended.")),
        get(
                "get-alerts-history",
                "/alerts/history",
                Tag.ALERTS,
                "What happened to alerts",
                Answer.OBJECT)
            .giving("AlertHistory")
            .with(
                START,
                END,
                optional("filter", Kind.TEXTS, "A matcher of labels; may be repeated."),
                optional("fingerprint", Kind.TEXT, "Of one alert."),
                LIMIT,
                optional("next", Kind.TEXT, "Where the page before ended.")),
        get("why", "/why", Tag.ALERTS, "Why an alert reached people or did not", Answer.OBJECT)
            .giving("Why")
            .with(
                required("alert", Kind.TEXT, "Name of the alert."),
                optional("filter", Kind.TEXTS, "A matcher of labels; may be repeated."),
                optional("fingerprint", Kind.TEXT, "Of one alert."),
                optional("at", Kind.TIME, "As of when; now by default.")),
        deed("acknowledge-alert", "acknowledge", "Say that one cares about it")
            .with(
                inJson("owner", Kind.TEXT, "Who; by default who asks."),
                COMMENT,
                inJson("expires", Kind.TIME, "Until when."),
                inJson("for", Kind.DURATION, "For how long.")),
        deed("unacknowledge-alert", "unacknowledge", "Give it back").with(AUTHOR, COMMENT),
        deed("note-alert", "notes", "Write something down")
            .refusing(422)
            .with(
                inJson("kind", Kind.TEXT, "`note`, `action` or `resolution`."),
                AUTHOR,
                inJson("text", Kind.TEXT, "What; must be there.")),
        deed("resolve-alert", "resolve", "Take it for ended")
            .with(AUTHOR, COMMENT, inJson("for", Kind.DURATION, "For how long it is.")),
        get(
                "lint-rules",
                "/rules/lint",
                Tag.RULES,
                "What is odd about the rules in force",
                Answer.OBJECT)
            .giving("Findings"),
        post("lint-sent-rules", "/rules/lint", Tag.RULES, "What is odd about rules", Answer.OBJECT)
            .giving("Findings")
            .with(
                optional("rules", Kind.TEXTS, "Text of a rule file; by default those in force."),
                optional("name", Kind.TEXTS, "Of each rule file, in the same order."),
                optional(
                    "alertmanager", Kind.TEXT, "An alertmanager.yml instead of that in force.")),
        post(
                "replay-rules",
                "/rules/replay",
                Tag.RULES,
                "What rules and routing would have done over stored samples",
                Answer.OBJECT)
            .giving("RuleReplay")
            .with(
                required("from", Kind.TIME, "Begin."),
                optional("to", Kind.TIME, "End; by default now."),
                optional("rules", Kind.TEXTS, "Text of a rule file; by default those in force."),
                optional("name", Kind.TEXTS, "Of each rule file, in the same order."),
                optional(
                    "alertmanager", Kind.TEXT, "An alertmanager.yml instead of that in force.")),
        get("alerts", "/alerts", Tag.ALERTS, "Active alerts", Answer.OBJECT).giving("ActiveAlerts"),
        get("get-silences", "/silences", Tag.ALERTS, "Silences and what they hid", Answer.LIST)
            .giving("Silence")
            .with(optional("state", Kind.TEXT, "`active`, `pending` or `expired`.")),
        post("create-silence", "/silences", Tag.ALERTS, "Make or change a silence", Answer.OBJECT)
            .giving("Silence")
            .refusing(404)
            .with(SILENCE),
        post(
                "preview-silence",
                "/silences/preview",
                Tag.ALERTS,
                "What a silence would hide now",
                Answer.OBJECT)
            .giving("SilencePreview")
            .with(SILENCE),
        post("expire-silence", "/silences/expire", Tag.ALERTS, "End a silence", Answer.NOTHING)
            .refusing(404)
            .with(inJson("id", Kind.TEXT, "Of the silence.")),
        get(
                "get-quiet-times",
                "/calendar",
                Tag.ALERTS,
                "What is kept quiet when, and who is on call",
                Answer.OBJECT)
            .giving("QuietTimes")
            .with(START, END),
        get("get-oncall", "/oncall", Tag.ALERTS, "Who is on call", Answer.LIST)
            .giving("OnCall")
            .refusing(404)
            .with(
                optional("time", Kind.TIME, "When; now by default."),
                optional("schedule", Kind.TEXT, "Only this one.")),
        get(
                "get-shifts",
                "/schedules/{name}/shifts",
                Tag.ALERTS,
                "Who is on call when",
                Answer.LIST)
            .giving("Shift")
            .refusing(404)
            .with(inPath("name", "Of the schedule."), START, END),
        get(
                "get-calendar",
                "/schedules/{file}",
                Tag.ALERTS,
                "The same as a calendar, to subscribe to",
                Answer.CALENDAR)
            .refusing(404)
            .with(inPath("file", "Name of the schedule, with `.ics`.")),
        get(
                "get-severities",
                "/severities",
                Tag.ALERTS,
                "The scale of severities, the worst first",
                Answer.LIST)
            .giving("SeverityLevel"),
        get("alertmanagers", "/alertmanagers", Tag.ALERTS, "Where alerts are sent", Answer.OBJECT)
            .giving("Alertmanagers"));
  }

  private static List<Operation> status() {
    return List.of(
        get(
                "get-status-config",
                "/status/config",
                Tag.STATUS,
                "The configuration in force",
                Answer.OBJECT)
            .giving("YamlText"),
        get(
                "get-status-flags",
                "/status/flags",
                Tag.STATUS,
                "Flags and their values",
                Answer.OBJECT)
            .giving("Flags"),
        get(
                "get-status-runtimeinfo",
                "/status/runtimeinfo",
                Tag.STATUS,
                "The process",
                Answer.OBJECT)
            .giving("RuntimeInfo"),
        get(
                "get-status-buildinfo",
                "/status/buildinfo",
                Tag.STATUS,
                "Which build this is",
                Answer.OBJECT)
            .giving("BuildInfo"),
        get(
                "status-tsdb",
                "/status/tsdb",
                Tag.STATUS,
                "What takes most room in the store",
                Answer.OBJECT)
            .giving("StoreStatistics")
            .with(optional("limit", Kind.NUMBER, "How many of each statistic; 10 by default.")),
        get(
                "status-cardinality",
                "/status/cardinality",
                Tag.STATUS,
                "Which metrics, labels and values take how many series",
                Answer.OBJECT)
            .giving("Cardinality")
            .with(
                optional("metric", Kind.TEXT, "List the labels of this metric."),
                optional("label", Kind.TEXT, "List the values of this label of the metric."),
                optional("search", Kind.TEXT, "A part of the name."),
                optional(
                    "sort", Kind.TEXT, "`series`, `samples` or `bytes`, most first, or `name`."),
                optional("limit", Kind.NUMBER, "Entries of a page; 50 by default."),
                optional("offset", Kind.NUMBER, "Entries before the page.")),
        get(
                "status-tsdb-blocks",
                "/status/tsdb/blocks",
                Tag.STATUS,
                "Parts of the store on disk",
                Answer.OBJECT)
            .giving("Blocks"),
        get(
                "get-status-walreplay",
                "/status/walreplay",
                Tag.STATUS,
                "How far recovery is",
                Answer.OBJECT)
            .giving("Recovery")
            .always(),
        get(
                "get-status-self-metrics",
                "/status/self_metrics",
                Tag.STATUS,
                "Metrics of this server",
                Answer.LIST)
            .giving("SelfMetric")
            .with(optional("metric_name_pattern", Kind.TEXT, "Which ones, a regular expression.")),
        get(
                "get-active-queries",
                "/status/active_queries",
                Tag.STATUS,
                "Queries that run now",
                Answer.LIST)
            .giving("ActiveQuery"),
        get(
                "get-slow-queries",
                "/status/slow_queries",
                Tag.STATUS,
                "Queries that took longest",
                Answer.LIST)
            .giving("FinishedQuery")
            .with(LIMIT),
        new Operation(
                "cancel-query",
                List.of(Method.DELETE),
                "/status/active_queries/{id}",
                Tag.STATUS,
                "Stop a query",
                Answer.NOTHING,
                List.of())
            .refusing(404)
            .with(inPath("id", "Which, as `status/active_queries` says.")),
        get("get-features", "/features", Tag.FEATURES, "Which features are on", Answer.OBJECT)
            .giving("Features"),
        get(
                "get-notifications",
                "/notifications",
                Tag.NOTIFICATIONS,
                "What the operator should know",
                Answer.LIST)
            .giving("Notification")
            .always(),
        get(
                "notifications-live",
                "/notifications/live",
                Tag.NOTIFICATIONS,
                "The same as a stream",
                Answer.EVENTS)
            .giving("NotificationEvent")
            .always(),
        get(
                "get-dead-letters",
                "/notifications/dead",
                Tag.NOTIFICATIONS,
                "Notifications that were given up",
                Answer.LIST)
            .giving("DeadLetter"),
        post(
                "resend-dead-letter",
                "/notifications/dead/resend",
                Tag.NOTIFICATIONS,
                "Try once more",
                Answer.OBJECT)
            .giving("Resent")
            .refusing(404)
            .with(DEAD_LETTER),
        post(
                "discard-dead-letter",
                "/notifications/dead/discard",
                Tag.NOTIFICATIONS,
                "Forget one",
                Answer.NOTHING)
            .refusing(404)
            .with(DEAD_LETTER),
        post(
                "test-receiver",
                "/receivers/{name}/test",
                Tag.NOTIFICATIONS,
                "Send a message about nothing, and say what the provider answers",
                Answer.LIST)
            .giving("TestMessage")
            .refusing(404)
            .with(
                inPath("name", "Of the receiver."),
                inJson("resolve", Kind.SWITCH, "Say right after that it is over.")),
        get("get-openapi", "/openapi.yaml", Tag.STATUS, "This document", Answer.YAML)
            .with(optional("openapi_version", Kind.TEXT, "`3.1` or `3.2`.")));
  }

  private static List<Operation> remote() {
    return List.of(
        post("remoteWrite", "/write", Tag.REMOTE, "Take samples", Answer.NOTHING)
            .refusing(404, 413, 415),
        post(
                "importLines",
                "/import",
                Tag.REMOTE,
                "Take series as JSON lines, as VictoriaMetrics writes them",
                Answer.OBJECT)
            .giving("ImportProgress")
            .refusing(404, 415)
            .with(EXTRA_LABEL),
        post("importCsv", "/import/csv", Tag.REMOTE, "Take comma-separated values", Answer.OBJECT)
            .giving("ImportProgress")
            .refusing(404, 415)
            .with(required("format", Kind.TEXT, "What each column is."), EXTRA_LABEL),
        post(
                "importText",
                "/import/prometheus",
                Tag.REMOTE,
                "Take the text format of Prometheus",
                Answer.OBJECT)
            .giving("ImportProgress")
            .refusing(404, 415)
            .with(EXTRA_LABEL),
        post("remoteRead", "/read", Tag.REMOTE, "Give samples", Answer.PROTOBUF).refusing(413),
        post("otlpWrite", "/otlp/v1/metrics", Tag.OTLP, "Take metrics", Answer.PROTOBUF)
            .giving("MetricsTaken")
            .refusing(404, 413, 415));
  }

  /// What somebody does with an alert.
  private static Operation deed(String id, String what, String summary) {
    return post(id, "/alerts/{fingerprint}/" + what, Tag.ALERTS, summary, Answer.OBJECT)
        .giving("AlertHandling")
        .refusing(404)
        .with(inPath("fingerprint", "Of the alert."));
  }

  private static Operation get(String id, String path, Tag tag, String summary, Answer answer) {
    return new Operation(id, List.of(Method.GET), path, tag, summary, answer, List.of());
  }

  /// Takes its parameters from a form as well, as they may be too long for a URL.
  private static Operation form(String id, String path, Tag tag, String summary, Answer answer) {
    return new Operation(
        id, List.of(Method.GET, Method.POST), path, tag, summary, answer, List.of());
  }

  private static Operation change(String id, String path, String summary, Answer answer) {
    return new Operation(
        id, List.of(Method.POST, Method.PUT), path, Tag.ADMIN, summary, answer, List.of());
  }

  private static Operation post(String id, String path, Tag tag, String summary, Answer answer) {
    return new Operation(id, List.of(Method.POST), path, tag, summary, answer, List.of());
  }
}
