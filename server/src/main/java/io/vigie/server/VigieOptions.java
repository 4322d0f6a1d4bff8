package io.vigie.server;

import io.vigie.alerts.AlertingOptions;
import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.ingest.remote.RemoteReadServer;
import io.vigie.ingest.scrape.ScrapeOptions;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.server.http.HttpSettings;
import io.vigie.server.http.ListenAddress;
import io.vigie.tsdb.wal.SyncPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a server is started with and cannot change while it runs; everything else is in the
/// configuration file.
///
/// @param configFile the configuration; without one the server watches itself and its host
/// @param agentMode refuse a configuration that an agent could not carry out
/// @param autoReload how often to look whether the configuration has changed; empty means never
/// @param storage where and how long samples are kept
/// @param engine limits of queries
/// @param scrape how targets are scraped, whatever the job
/// @param http how the server is reached
/// @param remote what other servers may send
/// @param alertmanager how people are told of alerts
/// @param evaluation how rules are evaluated and alerts sent
/// @param flags every flag with its value, to be shown
public record VigieOptions(
    Optional<Path> configFile,
    boolean agentMode,
    Optional<Duration> autoReload,
    StorageOptions storage,
    EngineOptions engine,
    ScrapeOptions scrape,
    HttpSettings http,
    RemoteOptions remote,
    AlertmanagerOptions alertmanager,
    EvaluationOptions evaluation,
    Map<String, String> flags) {
  /// Name of the catalog's file in the data directory.
  public static final String CATALOG_FILE = "catalog.db";

  public VigieOptions {
    flags = Map.copyOf(flags);
  }

  /// Where and how long samples are kept.
  ///
  /// @param folder made if it is not there
  /// @param retentionTime where the configuration file says nothing
  /// @param retentionSizeBytes where the configuration file says nothing; 0 is no limit
  /// @param sync when a commit is on disk
  public record StorageOptions(
      Path folder,
      Optional<Duration> retentionTime,
      Optional<Long> retentionSizeBytes,
      SyncPolicy sync) {
    /// Kept so long where nobody says anything.
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(15);
  }

  /// What others send without being asked.
  ///
  /// @param receives whether remote write is received
  /// @param acceptedMessages which messages of it
  /// @param otlp whether metrics are taken by OTLP; with the address for gRPC
  /// @param readLimits of those who read samples
  public record RemoteOptions(
      boolean receives,
      Set<ProtobufMessage> acceptedMessages,
      Optional<ListenAddress> otlp,
      RemoteReadServer.Limits readLimits) {
    /// As without flags.
    public static final RemoteOptions DEFAULT =
        new RemoteOptions(false, Set.of(ProtobufMessage.values()), Optional.empty());

    public RemoteOptions {
      acceptedMessages = Set.copyOf(acceptedMessages);
    }

    /// With the usual limits of remote read.
    public RemoteOptions(
        boolean receives, Set<ProtobufMessage> acceptedMessages, Optional<ListenAddress> otlp) {
      this(receives, acceptedMessages, otlp, RemoteReadServer.Limits.DEFAULT);
    }
  }

  /// Alertmanager's part.
  ///
  /// @param configFile in place of what the configuration has under `vigie.alertmanager`
  /// @param lenient whether common mistakes in it are mended rather than refused
  public record AlertmanagerOptions(
      Optional<Path> configFile, boolean lenient, AlertingOptions alerting) {
    /// As without flags.
    public static final AlertmanagerOptions DEFAULT =
        new AlertmanagerOptions(Optional.empty(), false, AlertingOptions.DEFAULT);
  }

  /// Defaults on a folder, without a configuration file.
  public static VigieOptions inFolder(Path folder, HttpSettings http) {
    return new VigieOptions(
        Optional.empty(),
        false,
        Optional.empty(),
        new StorageOptions(folder, Optional.empty(), Optional.empty(), SyncPolicy.INTERVAL),
        EngineOptions.defaults(),
        ScrapeOptions.DEFAULT,
        http,
        RemoteOptions.DEFAULT,
        AlertmanagerOptions.DEFAULT,
        EvaluationOptions.DEFAULT,
        Map.of());
  }

  /// The same with a configuration file.
  public VigieOptions withConfigFile(Path file) {
    return new VigieOptions(
        Optional.of(file),
        agentMode,
        autoReload,
        storage,
        engine,
        scrape,
        http,
        remote,
        alertmanager,
        evaluation,
        flags);
  }

  /// The same with another say about what is received.
  public VigieOptions withRemote(RemoteOptions other) {
    return new VigieOptions(
        configFile,
        agentMode,
        autoReload,
        storage,
        engine,
        scrape,
        http,
        other,
        alertmanager,
        evaluation,
        flags);
  }

  /// The same with another say about whom to tell.
  public VigieOptions withAlertmanager(AlertmanagerOptions other) {
    return new VigieOptions(
        configFile,
        agentMode,
        autoReload,
        storage,
        engine,
        scrape,
        http,
        remote,
        other,
        evaluation,
        flags);
  }

  /// Where everything is kept that is not a sample.
  Path catalogFile() {
    return storage.folder().resolve(CATALOG_FILE);
  }

  /// The same with other limits of queries.
  public VigieOptions withEngine(EngineOptions other) {
    return new VigieOptions(
        configFile,
        agentMode,
        autoReload,
        storage,
        other,
        scrape,
        http,
        remote,
        alertmanager,
        evaluation,
        flags);
  }
}
