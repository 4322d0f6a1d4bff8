package io.vigie.server.cli;

import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.mute.SilenceLimits;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.ingest.remote.RemoteReadServer;
import io.vigie.ingest.scrape.ScrapeOptions;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.server.EvaluationOptions;
import io.vigie.server.VigieOptions;
import io.vigie.server.alerting.AlertmanagerOptions;
import io.vigie.server.http.HttpSettings;
import io.vigie.server.http.ListenAddress;
import io.vigie.server.http.WebConfig;
import io.vigie.server.http.WebConfigFile;
import io.vigie.tsdb.wal.SyncPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/// Makes the server's options of the flags.
final class ServeOptions {
  /// Features that are always on, or change nothing that is seen.
  private static final Set<String> ALWAYS_ON =
      Set.of(
          "promql-duration-expr",
          "native-histograms",
          "promql-at-modifier",
          "promql-negative-offset",
          "new-service-discovery-manager",
          "remote-write-receiver",
          "auto-gomemlimit",
          "classic-mode",
          "utf8-strict-mode",
          "auto-gomaxprocs",
          "no-default-scrape-port",
          "utf8-names",
          "extra-scrape-metrics",
          "exemplar-storage",
          "search-api",
          "auto-reload-config");

  /// Features of Prometheus that are not here.
  private static final Set<String> NOT_HERE =
      Set.of(
          "delayed-compaction",
          "histograms-st-encoding",
          "memory-snapshot-on-shutdown",
          "metadata-wal-records",
          "old-ui",
          "otlp-deltatocumulative",
          "otlp-native-delta-ingestion",
          "st-synthesis",
          "use-uncached-io",
          "xor2-encoding",
          "agent");

  /// Features of scraping.
  private static final String ZERO_SAMPLES = "created-timestamp-zero-ingestion";

  private static final String START_TIMESTAMPS = "st-storage";

  private static final String CONCURRENT_RULES = "concurrent-rule-eval";

  private final FlagValues flags;
  private final Logger log;

  private ServeOptions(FlagValues flags, Logger log) {
    this.flags = flags;
    this.log = log;
  }

  /// @param variables names in the environment, to notice mistyped ones
  /// @param log told about flags and features that mean nothing here
  /// @throws UsageException if a flag asks for what cannot be
  static VigieOptions from(FlagValues flags, Collection<String> variables, Logger log) {
    ServeOptions options = new ServeOptions(flags, log);
    flags
        .ignored()
        .forEach(flag ->
            log.warn("flag {} is accepted but has no effect: {}", flag.option(), flag.without()));
    options.warnOfUnknown(variables);
    return options.build();
  }

  private VigieOptions build() {
    return new VigieOptions(
        configFile(),
        flags.isOn("agent"),
        flags.isOn("config.auto-reload")
            ? Optional.of(flags.duration("config.auto-reload-interval"))
            : Optional.empty(),
        storage(),
        engine(),
        scrape(),
        http(),
        remote(),
        alertmanager(),
        evaluation(),
        flags.toMap());
  }

  /// The file that was asked for, or the one that lies where the server was started.
  private Optional<Path> configFile() {
    Path file = Path.of(flags.text("config.file"));
    return flags.isGiven("config.file") || Files.exists(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  private VigieOptions.StorageOptions storage() {
    return new VigieOptions.StorageOptions(
        Path.of(flags.text("storage.tsdb.path")),
        flags.optionalDuration("storage.tsdb.retention.time"),
        flags.optionalSizeBytes("storage.tsdb.retention.size"),
        sync());
  }

  private SyncPolicy sync() {
    try {
      return SyncPolicy.ofWord(flags.text("storage.wal.sync"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--storage.wal.sync: " + e.getMessage());
    }
  }

  private Optional<ListenAddress> otlp() {
    String flag = "otlp.grpc.listen-address";
    try {
      return flags.isOn("web.enable-otlp-receiver")
          ? Optional.of(ListenAddress.parse(flags.text(flag)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + flag + ": " + e.getMessage());
    }
  }

  private VigieOptions.RemoteOptions remote() {
    boolean byFeature =
        Stream.of(String.join(",", flags.texts("enable-feature")).split(",", -1))
            .map(String::strip)
            .anyMatch("remote-write-receiver"::equals);
    String accepted = "web.remote-write-receiver.accepted-protobuf-messages";
    try {
      return new VigieOptions.RemoteOptions(
          byFeature || flags.isOn("web.enable-remote-write-receiver"),
          flags.texts(accepted).stream()
              .flatMap(names -> Stream.of(names.split(",", -1)))
              .map(name -> ProtobufMessage.of(name.strip()))
              .collect(Collectors.toUnmodifiableSet()),
          otlp(),
          new RemoteReadServer.Limits(
              flags.limit("storage.remote.read-sample-limit"),
              flags.limit("storage.remote.read-concurrent-limit"),
              flags.limit("storage.remote.read-max-bytes-in-frame")));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + accepted + ": " + e.getMessage());
    }
  }

  private VigieOptions.AlertmanagerOptions alertmanager() {
    AlertingOptions defaults = AlertingOptions.DEFAULT;
    return new VigieOptions.AlertmanagerOptions(
        flags.optionalText("alertmanager.config.file").map(Path::of),
        flags.isOn("alertmanager.lenient"),
        new AlertingOptions(
            matcherSyntax(),
            new SilenceLimits(
                flags.limit("silences.max-silences"),
                flags.limit("silences.max-silence-size-bytes")),
            flags.duration("data.retention"),
            defaults.historyRetention(),
            flags.limit("alerts.per-alertname-limit"),
            defaults.maxGroups()));
  }

  private MatcherSyntax matcherSyntax() {
    List<String> features =
        Stream.of(String.join(",", flags.texts("enable-feature")).split(",", -1))
            .map(String::strip)
            .toList();
    if (features.contains("classic-mode")) {
      return MatcherSyntax.CLASSIC;
    }
    return features.contains("utf8-strict-mode")
        ? MatcherSyntax.UTF8_STRICT
        : MatcherSyntax.FALLBACK;
  }

  private EvaluationOptions evaluation() {
    boolean sideBySide = wantedFeatures().contains(CONCURRENT_RULES);
    return new EvaluationOptions(
        new RuleOptions(
            flags.duration("rules.alert.for-outage-tolerance"),
            flags.duration("rules.alert.for-grace-period"),
            flags.duration("rules.alert.resend-delay"),
            sideBySide ? flags.count("rules.max-concurrent-evals") : 0),
        new AlertmanagerOptions(
            flags.count("alertmanager.notification-queue-capacity"),
            flags.count("alertmanager.notification-batch-size"),
            flags.isOn("alertmanager.drain-notification-queue-on-shutdown")));
  }

  private EngineOptions engine() {
    EngineOptions defaults = EngineOptions.defaults();
    try {
      return new EngineOptions(
          flags.count("query.max-samples"),
          defaults.maxBytes(),
          flags.optionalSizeBytes("query.cache-size").orElse(defaults.cacheBytes()),
          flags.duration("query.timeout"),
          flags.duration("query.lookback-delta"),
          defaults.defaultSubqueryStep(),
          flags.count("query.max-concurrency"),
          defaults.parallelism(),
          features());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--query.*: " + e.getMessage());
    }
  }

  private ScrapeOptions scrape() {
    List<String> features = wantedFeatures();
    Duration tolerance =
        flags.isOn("scrape.adjust-timestamps")
            ? flags.duration("scrape.timestamp-tolerance")
            : Duration.ZERO;
    return ScrapeOptions.DEFAULT
        .withSyncInterval(flags.duration("scrape.discovery-reload-interval"))
        .withTimestampTolerance(tolerance)
        .withTypeAndUnitLabels(features.contains(QueryFeature.TYPE_AND_UNIT_LABELS.flag()))
        .withCreatedAsStartTimestamps(features.contains(START_TIMESTAMPS))
        .withZeroSamplesAtStart(features.contains(ZERO_SAMPLES));
  }

  private List<String> wantedFeatures() {
    return Arrays.stream(String.join(",", flags.texts("enable-feature")).split(",", -1))
        .map(String::strip)
        .filter(feature -> !feature.isEmpty())
        .toList();
  }

  private Set<QueryFeature> features() {
    EnumSet<QueryFeature> features = EnumSet.copyOf(EngineOptions.defaults().features());
    List<String> known =
        Stream.concat(
                Arrays.stream(QueryFeature.values()).map(QueryFeature::flag),
                Stream.of(ZERO_SAMPLES, START_TIMESTAMPS, CONCURRENT_RULES))
            .toList();
    for (String feature : wantedFeatures()) {
      Arrays.stream(QueryFeature.values())
          .filter(f -> f.flag().equals(feature))
          .forEach(features::add);
      if (!known.contains(feature) && !ALWAYS_ON.contains(feature)) {
        log.warn(
            "feature \"{}\" of --enable-feature {}",
            feature,
            NOT_HERE.contains(feature)
                ? "is not available here"
                : "is unknown" + KeySuggestion.suffix(feature, known));
      }
    }
    return features;
  }

  private HttpSettings http() {
    List<ListenAddress> addresses =
        flags.texts("web.listen-address").stream().map(this::address).toList();
    URI externalUrl = externalUrl(addresses.getFirst());
    try {
      return HttpSettings.builder()
          .listenAddresses(addresses)
          .externalUrl(externalUrl)
          .routePrefix(routePrefix(externalUrl))
          .corsOrigin(flags.text("web.cors.origin"))
          .readTimeout(flags.duration("web.read-timeout"))
          .maxConnections(flags.count("web.max-connections"))
          .enableLifecycle(flags.isOn("web.enable-lifecycle"))
          .enableAdminApi(flags.isOn("web.enable-admin-api"))
          .maxNotificationSubscribers(flags.limit("web.max-notifications-subscribers"))
          .maxSearchLimit(flags.limit("web.search.max-limit"))
          .pageTitle(flags.text("web.page-title"))
          .userAssets(flags.optionalText("web.user-assets").map(Path::of))
          .webConfig(webConfig())
          .trustNetwork(flags.isOn("web.trust-network"))
          .build();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--web.*: " + e.getMessage());
    }
  }

  private ListenAddress address(String text) {
    try {
      return ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// As given, or this machine's name with the first port.
  private URI externalUrl(ListenAddress first) {
    String given = flags.text("web.external-url");
    try {
      if (given.isEmpty()) {
        String host =
            first.host().isEmpty() ? InetAddress.getLocalHost().getHostName() : first.host();
        return URI.create("http://" + new ListenAddress(host, first.port()) + "/");
      }
      URI url = URI.create(given.contains("://") ? given : "http://" + given);
      if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
        throw new UsageException(
            "--web.external-url: \"" + given + "\" is not like http://host/path");
      }
      return url;
    } catch (UnknownHostException e) {
      return URI.create("http://localhost:" + first.port() + "/");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--web.external-url: \"" + given + "\" is not a URL");
    }
  }

  private String routePrefix(URI externalUrl) {
    String path =
        flags.isGiven("web.route-prefix") ? flags.text("web.route-prefix") : externalUrl.getPath();
    String trimmed = (path == null ? "" : path).replaceAll("^/+|/+$", "");
    return trimmed.isEmpty() ? "" : "/" + trimmed;
  }

  private Optional<WebConfig> webConfig() {
    Optional<String> file = flags.optionalText("web.config.file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(WebConfigFile.read(Path.of(file.get())));
    } catch (IOException e) {
      throw new UsageException("--web.config.file: " + e.getMessage());
    }
  }

  /// A mistyped variable would otherwise do nothing, silently.
  private void warnOfUnknown(Collection<String> variables) {
    Set<String> known =
        ServerFlags.ALL.stream().map(ServerFlag::variable).collect(Collectors.toSet());
    variables.stream()
        .filter(name -> name.startsWith("VIGIE_") && !known.contains(name))
        .filter(name -> !name.equals("VIGIE_JAVA_OPTS"))
        .forEach(name ->
            log.warn(
                "environment variable {} mirrors no flag{}",
                name,
                KeySuggestion.suffix(name, known)));
  }
}
