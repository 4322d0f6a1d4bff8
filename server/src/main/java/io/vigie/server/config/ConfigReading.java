package io.vigie.server.config;

import io.vigie.alerts.ResponsePlan;
import io.vigie.alerts.ResponsePlanReader;
import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.health.check.CheckConfigReader;
import io.vigie.health.check.CheckDefinition;
import io.vigie.ingest.collect.CollectorConfig;
import io.vigie.ingest.collect.config.CollectorConfigReader;
import io.vigie.ingest.otlp.OtlpConfig;
import io.vigie.ingest.push.PushConfig;
import io.vigie.ingest.remote.RemoteReadConfig;
import io.vigie.ingest.remote.RemoteWriteConfig;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.ingest.scrape.ScrapeConfigReader;
import io.vigie.ingest.scrape.ScrapeDefaults;
import io.vigie.model.metric.NameValidation;
import io.vigie.server.dashboard.DashboardFolder;
import io.vigie.server.live.LiveSettings;
import io.vigie.server.security.RateLimits;
import io.vigie.server.security.SecurityConfig;
import io.vigie.server.views.FieldMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// One reading of a configuration; used once.
final class ConfigReading {
  /// At most one `*`, in the last part.
  private static final Pattern PATH_PATTERN = Pattern.compile("[^*]*(\\*[^/]*)?");

  private final UnaryOperator<String> environment;
  private final boolean agentMode;
  private final boolean readsIncludedFiles;
  private final boolean protobufFirst;
  private final List<String> warnings = new ArrayList<>();
  private final List<ScrapeConfig> jobs = new ArrayList<>();
  private final Map<String, EffectiveMapping> effectiveJobs = new LinkedHashMap<>();

  /// Where a job name was first seen.
  private final Map<String, String> jobOrigins = new HashMap<>();

  ConfigReading(
      UnaryOperator<String> environment,
      boolean agentMode,
      boolean readsIncludedFiles,
      boolean protobufFirst) {
    this.environment = environment;
    this.agentMode = agentMode;
    this.readsIncludedFiles = readsIncludedFiles;
    this.protobufFirst = protobufFirst;
  }

  VigieConfig read(YamlFile file) throws IOException {
    MappingReader top = file.mapping();
    GlobalConfig global =
        new GlobalConfigReader(top.mapping("global"), environment, protobufFirst, warnings).read();
    NameValidation validation = global.scrape().nameValidation();
    int gogc = gogc(top.mapping("runtime"));
    AlertingConfig alerting = AlertingConfigReader.read(top.mapping("alerting"), validation);
    List<String> ruleFiles = patterns(top, "rule_files", "rule");
    List<String> scrapeConfigFiles = patterns(top, "scrape_config_files", "scrape config");
    readJobs(top, global.scrape(), Optional.empty());
    Optional<VigieSection> vigie = top.raw("vigie").map(node -> new VigieSection(file, node));
    vigie.ifPresent(VigieSection::check);
    StorageConfig storage = SectionReaders.storage(top.mapping("storage"), vigie);
    Optional<TracingConfig> tracing = top.optionalMapping("tracing").map(SectionReaders::tracing);
    List<RemoteWriteConfig> remoteWrite = remoteWrite(top, validation);
    List<RemoteReadConfig> remoteRead = remoteRead(top);
    OtlpConfig otlp = SectionReaders.otlp(top.mapping("otlp"), validation);
    PushConfig push =
        vigie
            .flatMap(section -> section.reader().optionalMapping("push"))
            .map(reader -> PushConfig.read(reader, validation))
            .orElse(PushConfig.NONE);
    List<DashboardFolder> dashboards =
        vigie.map(VigieSection::reader).map(DashboardFolder::read).orElse(List.of());
    ResponsePlan response =
        vigie
            .map(section ->
                ResponsePlanReader.read(section.reader(), SeveritiesReader.read(section.reader())))
            .orElse(ResponsePlan.NONE);
    Optional<SecurityConfig> security =
        vigie.map(VigieSection::reader).flatMap(ConfigReading::security);
    FieldMapping fields =
        vigie
            .flatMap(section -> section.reader().optionalMapping("metrics_api"))
            .map(FieldMapping::read)
            .orElse(FieldMapping.USUAL);
    List<CheckDefinition> checks =
        vigie.map(section -> CheckConfigReader.read(section.reader())).orElse(List.of());
    LiveSettings live =
        vigie
            .flatMap(section -> section.reader().optionalMapping("live"))
            .map(LiveSettings::read)
            .orElse(LiveSettings.DEFAULT);
    RateLimits rateLimits =
        vigie
            .flatMap(section -> section.reader().optionalMapping("http"))
            .map(RateLimits::read)
            .orElse(RateLimits.DEFAULT);
    Optional<CatalogConfig> catalog =
        vigie
            .flatMap(section -> section.reader().optionalMapping("catalog"))
            .map(CatalogConfig::read);
    top.finish();
    refuseInAgentMode(top, "alerting", !alerting.isEmpty());
    refuseInAgentMode(top, "rule_files", !ruleFiles.isEmpty());
    refuseInAgentMode(top, "remote_read", !remoteRead.isEmpty());
    if (readsIncludedFiles) {
      readIncludedJobs(scrapeConfigFiles, global.scrape());
    }
    List<CollectorConfig> collectors =
        vigie
            .map(section -> CollectorConfigReader.read(section.reader(), jobOrigins.keySet()))
            .orElse(List.of());
    return new VigieConfig(
        global,
        gogc,
        alerting,
        ruleFiles,
        scrapeConfigFiles,
        jobs,
        storage,
        tracing,
        remoteWrite,
        remoteRead,
        otlp,
        push,
        dashboards,
        response,
        security,
        fields,
        checks,
        live,
        rateLimits,
        collectors,
        catalog,
        vigie,
        top.effective(),
        effectiveJobs,
        warnings);
  }

  /// The key alone, without anything under it, says that credentials are demanded.
  private static Optional<SecurityConfig> security(MappingReader section) {
    return section.has("security")
        ? Optional.of(SecurityConfig.read(section.mapping("security")))
        : Optional.empty();
  }

  private static int gogc(MappingReader reader) {
    int gogc = (int) reader.wholeNumber("gogc", 75, Integer.MIN_VALUE, Integer.MAX_VALUE);
    reader.finish();
    return gogc;
  }

  private static List<String> patterns(MappingReader top, String key, String what) {
    List<String> given = top.strings(key);
    for (String pattern : given) {
      if (!PATH_PATTERN.matcher(pattern).matches()) {
        throw top.error(
            key,
            "invalid "
                + what
                + " file path "
                + ByteTexts.quote(pattern)
                + "; only the last part may contain *, once");
      }
    }
    return top.paths(key).stream().map(Path::toString).toList();
  }

  /// @param includedFrom the file that the jobs stand in, if it is not the main one
  private void readJobs(
      MappingReader owner, ScrapeDefaults defaults, Optional<String> includedFrom) {
    owner.list(
        "scrape_configs",
        "empty or null scrape config section",
        reader -> {
          ScrapeConfig job = ScrapeConfigReader.read(reader, defaults);
          String first = jobOrigins.get(job.jobName());
          if (first != null) {
            throw reader.error(
                "job_name",
                "found multiple scrape configs with job name "
                    + ByteTexts.quote(job.jobName())
                    + ", first found in "
                    + first);
          }
          jobOrigins.put(job.jobName(), includedFrom.orElse("the main config file"));
          jobs.add(job);
          effectiveJobs.put(job.jobName(), reader.effective());
          return job;
        });
  }

  private void readIncludedJobs(List<String> patterns, ScrapeDefaults defaults) throws IOException {
    for (String pattern : patterns) {
      for (Path path : FilePattern.of(pattern).expand()) {
        MappingReader included = YamlFile.read(path).mapping();
        readJobs(included, defaults, Optional.of(path.toString()));
        included.finish();
      }
    }
  }

  private static List<RemoteWriteConfig> remoteWrite(MappingReader top, NameValidation validation) {
    Set<String> names = new HashSet<>();
    return top.list(
        "remote_write",
        "empty or null remote write config section",
        reader -> {
          RemoteWriteConfig config = RemoteConfigReader.write(reader, validation);
          refuseDuplicate(reader, names, config.name(), "write");
          return config;
        });
  }

  private static List<RemoteReadConfig> remoteRead(MappingReader top) {
    Set<String> names = new HashSet<>();
    return top.list(
        "remote_read",
        "empty or null remote read config section",
        reader -> {
          RemoteReadConfig config = RemoteConfigReader.read(reader);
          refuseDuplicate(reader, names, config.name(), "read");
          return config;
        });
  }

  private static void refuseDuplicate(
      MappingReader reader, Set<String> names, String name, String what) {
    if (!name.isEmpty() && !names.add(name)) {
      throw reader.error(
          "name",
          "found multiple remote " + what + " configs with job name " + ByteTexts.quote(name));
    }
  }

  private void refuseInAgentMode(MappingReader top, String key, boolean used) {
    if (agentMode && used) {
      throw top.error(key, "field " + key + " is not allowed in agent mode");
    }
  }
}
