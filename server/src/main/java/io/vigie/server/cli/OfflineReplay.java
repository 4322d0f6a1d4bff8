package io.vigie.server.cli;

import io.vigie.alerts.AlertingOptions;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.replay.ReplayLimits;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.config.AlertmanagerSection;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.v1.ReplayJson;
import io.vigie.server.replay.ConfiguredRules;
import io.vigie.server.replay.Replay;
import io.vigie.server.replay.ReplayReport;
import io.vigie.tsdb.Tsdb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Replays rules and routing over a data directory that no server uses.
final class OfflineReplay {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  private final Optional<Path> configFile;
  private final Optional<Path> alertmanagerFile;
  private final List<Path> ruleFiles;
  private final RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);
  private final AlertmanagerConfigReader routingReader =
      new AlertmanagerConfigReader(MatcherSyntax.FALLBACK);

  /// @param configFile with intervals and external labels, and rules unless there are others
  /// @param alertmanagerFile instead of the routing of the configuration
  /// @param ruleFiles instead of those of the configuration
  OfflineReplay(@Nullable Path configFile, @Nullable Path alertmanagerFile, List<Path> ruleFiles) {
    this.configFile = Optional.ofNullable(configFile);
    this.alertmanagerFile = Optional.ofNullable(alertmanagerFile);
    this.ruleFiles = ruleFiles;
  }

  /// @throws IOException if a file or the store cannot be read
  JsonNode run(Path directory, long fromMillis, long toMillis) throws IOException {
    if (toMillis < fromMillis) {
      throw new UsageException("--from: the time is not before that of --to");
    }
    Replay.Question question = question(new TimeRange(fromMillis, toMillis));
    try (Tsdb store = OfflineStore.toRead(directory)) {
      return json(replay(store, question).run(question, new Cancellation()));
    }
  }

  private Replay.Question question(TimeRange range) throws IOException {
    if (configFile.isEmpty()) {
      if (ruleFiles.isEmpty()) {
        throw new UsageException("which rules? Give --config.file or --rules");
      }
      return new Replay.Question(
          new RuleSet(files(), DEFAULT_INTERVAL, Duration.ZERO),
          range,
          Labels.EMPTY,
          Relabelling.NONE,
          routing(Optional.empty()),
          List.of());
    }
    VigieConfig config = ConfigLoader.ofProcess(false).load(configFile.get());
    return new Replay.Question(
        rules(config),
        range,
        config.global().externalLabels(),
        Relabelling.of(config.alerting().alertRelabelRules()),
        routing(AlertmanagerSection.read(config)),
        List.of());
  }

  private RuleSet rules(VigieConfig config) throws IOException {
    return ruleFiles.isEmpty()
        ? ConfiguredRules.read(config, reader)
        : new RuleSet(
            files(), config.global().evaluationInterval(), config.global().ruleQueryOffset());
  }

  private Optional<AlertmanagerConfig> routing(Optional<YamlFile> configured) throws IOException {
    return alertmanagerFile.isPresent()
        ? Optional.of(routingReader.read(alertmanagerFile.get()))
        : configured.map(routingReader::read);
  }

  private List<RuleFile> files() throws IOException {
    List<RuleFile> files = new ArrayList<>();
    for (Path file : ruleFiles) {
      files.add(reader.read(file));
    }
    return files;
  }

  private static Replay replay(MetricStore store, Replay.Question question) {
    EngineOptions options =
        EngineOptions.defaults().withDefaultSubqueryStep(question.rules().evaluationInterval());
    return new Replay(
        new Replay.Surroundings(
            store,
            new PromqlEngine(store, options, Ticker.system()),
            URI.create("http://localhost:9090"),
            RuleOptions.DEFAULT,
            AlertingOptions.DEFAULT,
            ReplayLimits.COMMAND,
            Ticker.system()));
  }

  private static JsonNode json(ReplayReport report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonWriter writer = new JsonWriter(bytes);
    ReplayJson.write(report, writer);
    writer.flush();
    return JsonMapper.shared().readTree(bytes.toByteArray());
  }
}
