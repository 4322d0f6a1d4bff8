package io.vigie.server.cli;

import static io.vigie.server.cli.ServerFlag.duration;
import static io.vigie.server.cli.ServerFlag.number;
import static io.vigie.server.cli.ServerFlag.onOff;
import static io.vigie.server.cli.ServerFlag.size;
import static io.vigie.server.cli.ServerFlag.text;
import static io.vigie.server.cli.ServerFlag.texts;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every flag of `vigie serve`: those of Prometheus 3.14, and a few of our own.
final class ServerFlags {
  private static final String GO_ONLY = "it tunes the Go runtime; use VIGIE_JAVA_OPTS for the JVM";
  private static final String OWN_STORAGE = "the storage engine lays out its files by itself";
  private static final String NO_AGENT = "there is no agent mode: what is scraped is always stored";
  private static final String NO_CONSOLES = "console templates are not served";
  private static final String SENT_LATER =
      "what is not sent when the server ends is sent after its next start";

  static final List<ServerFlag> ALL =
      Stream.of(general(), web(), storage(), agent(), rules(), alertmanager(), query())
          .flatMap(List::stream)
          .toList();

  static final Map<String, ServerFlag> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ServerFlag::name, Function.identity()));

  private ServerFlags() {}

  private static List<ServerFlag> general() {
    return List.of(
        text("config.file", "prometheus.yml", "Configuration file."),
        onOff("config.auto-reload", false, "Reload the configuration when its files change."),
        duration("config.auto-reload-interval", "30s", "How often to look for changed files."),
        text("log.level", "info", "Least severe message to log: debug, info, warn, error."),
        text("log.format", "logfmt", "Form of log lines: logfmt or json."),
        text(
            "log.dir",
            "",
            "Folder for logs in JSON: combined, error and requests; 10 MB × 5 each."),
        texts("enable-feature", "", "Comma separated names of features to switch on."),
        onOff("auto-gomaxprocs", true, "").ignored(GO_ONLY),
        onOff("auto-gomemlimit", true, "").ignored(GO_ONLY),
        number("auto-gomemlimit.ratio", "0.9", "").ignored(GO_ONLY),
        duration("auto-gomemlimit.refresh-interval", "0s", "").ignored(GO_ONLY),
        duration(
            "scrape.discovery-reload-interval", "5s", "How often found targets are taken over."),
        onOff(
            "scrape.adjust-timestamps",
            true,
            "Give a scrape that starts a little late the timestamp that it should have had."),
        duration("scrape.timestamp-tolerance", "2ms", "How late that may be."));
  }

  private static List<ServerFlag> web() {
    return List.of(
        texts("web.listen-address", "127.0.0.1:9090", "Where to listen; may be repeated."),
        text("web.config.file", "", "File with TLS and users of the listeners."),
        onOff(
            "web.trust-network",
            false,
            "Serve without users on addresses that other machines reach."),
        duration("web.read-timeout", "5m", "How long a connection may stay silent."),
        number("web.max-connections", "512", "Connections at once over all listeners."),
        text("web.external-url", "", "The URL under which people reach this server."),
        text("web.route-prefix", "", "Path before every route; default: that of the URL."),
        text("web.user-assets", "", "Folder served under /user."),
        onOff("web.enable-lifecycle", false, "Allow reload and shutdown by HTTP request."),
        text("web.page-title", "Vigie", "Title of the web pages."),
        text("web.cors.origin", ".*", "Expression that the origin of another site must match."),
        onOff("web.enable-admin-api", false, "Allow deletion and snapshots by HTTP request."),
        onOff("web.enable-remote-write-receiver", false, "Take what is sent by remote write."),
        texts(
            "web.remote-write-receiver.accepted-protobuf-messages",
            "prometheus.WriteRequest,io.prometheus.write.v2.Request",
            "Messages that are taken by remote write; may be repeated."),
        onOff("web.enable-otlp-receiver", false, "Take metrics that are sent by OTLP."),
        text(
            "otlp.grpc.listen-address",
            "127.0.0.1:4317",
            "Where OTLP over gRPC is taken, if OTLP is."),
        number(
            "web.max-notifications-subscribers",
            "16",
            "How many may have notifications pushed at once."),
        number(
            "web.search.max-limit",
            "10000",
            "Names or values that one search may ask for; 0 is no limit."),
        text("web.console.templates", "consoles", "").ignored(NO_CONSOLES),
        text("web.console.libraries", "console_libraries", "").ignored(NO_CONSOLES));
  }

  private static List<ServerFlag> storage() {
    return List.of(
        text("storage.tsdb.path", "data/", "Folder of the stored samples."),
        duration("storage.tsdb.retention.time", "", "How long samples are kept; default 15d."),
        size("storage.tsdb.retention.size", "", "How many bytes are kept; default no limit."),
        text(
            "storage.wal.sync",
            "interval",
            "When a commit is on disk: batch (before it returns), interval, never."),
        onOff("storage.tsdb.no-lockfile", false, "")
            .ignored("the folder is always locked: two servers on it would destroy it"),
        duration("storage.tsdb.min-block-duration", "2h", "").ignored(OWN_STORAGE),
        duration("storage.tsdb.max-block-duration", "", "").ignored(OWN_STORAGE),
        size("storage.tsdb.max-block-chunk-segment-size", "", "").ignored(OWN_STORAGE),
        size("storage.tsdb.wal-segment-size", "", "").ignored(OWN_STORAGE),
        onOff("storage.tsdb.allow-overlapping-compaction", true, "").ignored(OWN_STORAGE),
        onOff("storage.tsdb.wal-compression", true, "").ignored(OWN_STORAGE),
        text("storage.tsdb.wal-compression-type", "snappy", "").ignored(OWN_STORAGE),
        number("storage.tsdb.head-chunks-write-queue-size", "0", "").ignored(OWN_STORAGE),
        number("storage.tsdb.samples-per-chunk", "120", "").ignored(OWN_STORAGE),
        number("storage.tsdb.delayed-compaction.max-percent", "10", "").ignored(OWN_STORAGE),
        text("storage.tsdb.delay-compact-file.path", "", "").ignored(OWN_STORAGE),
        duration("storage.tsdb.block-reload-interval", "1m", "").ignored(OWN_STORAGE),
        duration("storage.remote.flush-deadline", "1m", "").ignored(SENT_LATER),
        number(
            "storage.remote.read-sample-limit",
            "5e7",
            "Samples that a remote read query may ask for; 0 is no limit."),
        number(
            "storage.remote.read-concurrent-limit",
            "10",
            "Remote read requests at once; 0 is no limit."),
        number(
            "storage.remote.read-max-bytes-in-frame",
            "1048576",
            "Bytes after which a frame of a streamed remote read answer is sent."));
  }

  private static List<ServerFlag> agent() {
    return List.of(
        onOff("agent", false, "").ignored(NO_AGENT),
        text("storage.agent.path", "data-agent/", "").ignored(NO_AGENT),
        size("storage.agent.wal-segment-size", "", "").ignored(NO_AGENT),
        onOff("storage.agent.wal-compression", true, "").ignored(NO_AGENT),
        text("storage.agent.wal-compression-type", "snappy", "").ignored(NO_AGENT),
        duration("storage.agent.wal-truncate-frequency", "", "").ignored(NO_AGENT),
        duration("storage.agent.retention.min-time", "5m", "").ignored(NO_AGENT),
        duration("storage.agent.retention.max-time", "4h", "").ignored(NO_AGENT),
        onOff("storage.agent.checkpoint-from-in-memory-series", false, "").ignored(NO_AGENT),
        number("storage.agent.checkpoint-batch-size", "1000", "").ignored(NO_AGENT),
        onOff("storage.agent.no-lockfile", false, "").ignored(NO_AGENT));
  }

  private static List<ServerFlag> rules() {
    return List.of(
        duration(
            "rules.alert.for-outage-tolerance",
            "1h",
            "How long an outage may be for alerts to go on where they were."),
        duration(
            "rules.alert.for-grace-period",
            "10m",
            "How long an alert that was pending before a start waits at least."),
        duration("rules.alert.resend-delay", "1m", "How often a firing alert is sent again."),
        number(
            "rules.max-concurrent-evals",
            "4",
            "Rules evaluated side by side with --enable-feature=concurrent-rule-eval."),
        number(
            "alertmanager.notification-queue-capacity",
            "10000",
            "Alerts that may wait for one Alertmanager."),
        number("alertmanager.notification-batch-size", "256", "Alerts in one request."),
        onOff(
            "alertmanager.drain-notification-queue-on-shutdown",
            true,
            "Send what waits before the server ends."));
  }

  /// As Alertmanager names them.
  private static List<ServerFlag> alertmanager() {
    return List.of(
        text("alertmanager.config.file", "", "Whom to tell of alerts: an alertmanager.yml."),
        onOff("alertmanager.lenient", false, "Mend common mistakes in it, with a warning."),
        duration("data.retention", "120h", "How long ended silences are kept."),
        number("silences.max-silences", "0", "Most silences, ended ones included; 0: any number."),
        number("silences.max-silence-size-bytes", "0", "Largest silence in bytes; 0: any size."),
        number("alerts.per-alertname-limit", "0", "Most alerts of one name; 0: any number."));
  }

  private static List<ServerFlag> query() {
    return List.of(
        duration("query.lookback-delta", "5m", "How old the newest sample may be to count."),
        duration("query.timeout", "2m", "How long a query may take."),
        number("query.max-concurrency", "20", "Queries that run at once."),
        number("query.max-samples", "50000000", "Samples that a query may hold in memory."),
        size(
            "query.cache-size",
            "",
            "Room for answers to range queries that are asked again, 0 for none; default a"
                + " thirty-second of the heap."));
  }
}
