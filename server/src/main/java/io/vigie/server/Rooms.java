package io.vigie.server;

import io.vigie.config.file.LineFile;
import io.vigie.health.check.Checks;
import io.vigie.ingest.remote.RemoteReading;
import io.vigie.ingest.remote.RemoteWriting;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.config.CatalogConfig;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.query.QueryTelemetry;
import io.vigie.server.security.Security;
import io.vigie.server.tracing.Tracing;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rooms that follow the configuration, and how they take up another one: what can fail comes
/// first, so that a failure changes nothing.
record Rooms(
    Storage storage,
    PromqlEngine engine,
    QueryTelemetry queries,
    Collecting collecting,
    Pushing pushing,
    RemoteReading reading,
    RemoteWriting sending,
    Notifying notifying,
    Evaluating evaluating,
    Dashboards dashboards,
    Security security,
    Checks checks,
    Tracing tracing,
    Optional<CatalogConfig> catalogInUse) {
  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

  /// @throws io.vigie.config.yaml.ConfigException if a rule file is wrong; everything is as before
  ///   then
  /// @throws IOException if a file that the configuration names cannot be read or written;
  ///   everything is as before then
  void apply(VigieConfig config) throws IOException {
    Notifying.Plan alertmanager = notifying.read(config);
    Storage.Retention retention = storage.retention(config.storage());
    RuleSet rules = evaluating.read(config);
    pushing.prepare(config);
    security.prepare(config.security());
    checks.load();
    Tracing.check(config.tracing());
    Optional<LineFile> queryLog = QueryTelemetry.open(config.global().queryLogFile());
    try {
      collecting.apply(config);
      sending.apply(config.remoteWrite(), config.global().externalLabels());
    } catch (IOException | RuntimeException e) {
      queryLog.ifPresent(LineFile::close);
      throw e;
    }
    pushing.apply(config);
    dashboards.use(config.dashboards());
    reading.apply(config.remoteRead(), config.global().externalLabels());
    notifying.apply(alertmanager);
    queries.logTo(queryLog);
    storage.keep(retention);
    engine.setDefaultSubqueryStep(config.global().evaluationInterval());
    evaluating.apply(config, rules);
    security.apply(config.security());
    checks.apply(config.checks());
    tracing.apply(config.tracing(), collecting.clients());
    if (!config.catalog().equals(catalogInUse)) {
      LOG.warn("vigie.catalog is another one now: it is used after the next start");
    }
  }
}
