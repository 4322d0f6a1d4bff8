package io.vigie.server.config;

import io.vigie.alerts.ResponsePlan;
import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.health.check.CheckDefinition;
import io.vigie.ingest.collect.CollectorConfig;
import io.vigie.ingest.otlp.OtlpConfig;
import io.vigie.ingest.push.PushConfig;
import io.vigie.ingest.remote.RemoteReadConfig;
import io.vigie.ingest.remote.RemoteWriteConfig;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.server.dashboard.DashboardFolder;
import io.vigie.server.live.LiveSettings;
import io.vigie.server.security.RateLimits;
import io.vigie.server.security.SecurityConfig;
import io.vigie.server.views.FieldMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole configuration, defaults filled in and checked. Immutable.
///
/// @param gogc accepted for compatibility; means nothing to a JVM
/// @param ruleFiles patterns of paths
/// @param scrapeConfigFiles patterns of paths, already read into `scrapeConfigs`
/// @param scrapeConfigs jobs of the file and of `scrapeConfigFiles`, in that order
/// @param push which other ways in are open
/// @param dashboards folders of dashboards
/// @param response what there is about alerting beyond an `alertmanager.yml`
/// @param security who may come in; empty if the configuration does not say
/// @param fields what answers the fields of `/api/metrics/…`
/// @param checks of services
/// @param live how what happens is told
/// @param rateLimits how much one caller may ask
/// @param collectors what is watched without an exporter
/// @param catalog the database of what is not a sample; empty for a file in the data directory
/// @param vigie settings beyond those of Prometheus
/// @param effective all of the main file as it counts, to be shown
/// @param effectiveJobs each of `scrapeConfigs` as it counts, to be shown, by job name
/// @param warnings what is doubtful but was accepted
public record VigieConfig(
    GlobalConfig global,
    int gogc,
    AlertingConfig alerting,
    List<String> ruleFiles,
    List<String> scrapeConfigFiles,
    List<ScrapeConfig> scrapeConfigs,
    StorageConfig storage,
    Optional<TracingConfig> tracing,
    List<RemoteWriteConfig> remoteWrite,
    List<RemoteReadConfig> remoteRead,
    OtlpConfig otlp,
    PushConfig push,
    List<DashboardFolder> dashboards,
    ResponsePlan response,
    Optional<SecurityConfig> security,
    FieldMapping fields,
    List<CheckDefinition> checks,
    LiveSettings live,
    RateLimits rateLimits,
    List<CollectorConfig> collectors,
    Optional<CatalogConfig> catalog,
    Optional<VigieSection> vigie,
    EffectiveMapping effective,
    Map<String, EffectiveMapping> effectiveJobs,
    List<String> warnings) {
  public VigieConfig {
    ruleFiles = List.copyOf(ruleFiles);
    scrapeConfigFiles = List.copyOf(scrapeConfigFiles);
    scrapeConfigs = List.copyOf(scrapeConfigs);
    remoteWrite = List.copyOf(remoteWrite);
    remoteRead = List.copyOf(remoteRead);
    dashboards = List.copyOf(dashboards);
    effectiveJobs = Map.copyOf(effectiveJobs);
    checks = List.copyOf(checks);
    collectors = List.copyOf(collectors);
    warnings = List.copyOf(warnings);
  }

  /// The main file as it counts, as YAML: defaults filled in, secrets masked, paths resolved.
  public String toYaml() {
    return effective.toYaml();
  }

  /// One job as it counts, as YAML.
  public Optional<String> jobYaml(String jobName) {
    return Optional.ofNullable(effectiveJobs.get(jobName))
        .map(EffectiveMapping::toYaml)
        .or(() ->
            collectors.stream()
                .filter(collector -> collector.job().equals(jobName))
                .findFirst()
                .map(_ -> "# of vigie.collectors\njob_name: " + jobName + "\n"));
  }
}
