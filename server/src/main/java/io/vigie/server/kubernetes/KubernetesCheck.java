package io.vigie.server.kubernetes;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.RuleLint;
import io.vigie.rules.lint.Surroundings;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at manifests together, before they are applied: whether the cluster takes them, whether
/// monitors find what they are meant to find, and the rules and the configuration within them. Used
/// once, by one thread.
public final class KubernetesCheck {
  /// At which the operator has rules evaluated where nothing else is said.
  private static final Duration OPERATOR_INTERVAL = Duration.ofSeconds(30);

  private static final String JOBS = "scrape_configs";

  private final Optional<Path> config;
  private final RulesWithin rulesWithin = new RulesWithin();
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<RuleFile> rules = new ArrayList<>();
  private final List<ScrapeConfig> jobs = new ArrayList<>();
  private Duration interval = OPERATOR_INTERVAL;

  /// @param config the `prometheus.yml` that scrapes the same applications, if there is one
  public KubernetesCheck(Optional<Path> config) {
    this.config = config;
  }

  /// @throws IOException if the configuration beside the manifests cannot be read
  /// @throws ConfigException if it is wrong
  public KubernetesReport run(List<Path> files) throws IOException {
    if (config.isPresent()) {
      VigieConfig beside = ConfigLoader.ofProcess(false).load(config.get());
      jobs.addAll(beside.scrapeConfigs());
      interval = beside.global().evaluationInterval();
    }
    KubernetesReport report = new KubernetesReport(files.stream().map(Path::toString).toList());
    for (Path file : files) {
      report.attempt(file.toString(), () -> read(file, report));
    }
    Cluster cluster = Cluster.of(manifests, jobs);
    for (Manifest manifest : manifests) {
      ApiVersions.look(manifest).ifPresent(report::refused);
      look(manifest, cluster, report);
    }
    report.found(RuleLint.check(rules, Surroundings.textOnly(interval)));
    return report;
  }

  private void read(Path file, KubernetesReport report) throws IOException {
    List<Manifest> read = ManifestReader.read(file);
    manifests.addAll(read);
    report.counted(file.toString(), read.size());
    for (Manifest manifest : read) {
      String name = file.toString();
      switch (manifest.kind()) {
        case "PrometheusRule" -> report.attempt(name, () -> rules.add(rulesWithin.of(manifest)));
        case "ConfigMap" -> report.attempt(name, () -> readFilesWithin(manifest, report));
        default -> {}
      }
    }
  }

  private void readFilesWithin(Manifest manifest, KubernetesReport report) {
    for (YamlFile file : FilesWithin.of(manifest)) {
      report.attempt(manifest.file().name(), () -> readFileWithin(file));
    }
  }

  private void readFileWithin(YamlFile file) throws IOException {
    Optional<Fields> top = file.root().map(Fields::new);
    if (top.filter(fields -> fields.has("groups")).isPresent()) {
      rules.add(rulesWithin.of(file));
    } else if (top.filter(fields -> fields.has(JOBS)).isPresent()) {
      // What it refers to is in the cluster, not here.
      ConfigLoader loader = ConfigLoader.ofProcess(false).withoutIncludedFiles();
      jobs.addAll(loader.load(file).scrapeConfigs());
    }
  }

  private static void look(Manifest manifest, Cluster cluster, KubernetesReport report) {
    switch (manifest.kind()) {
      case "ServiceMonitor" -> report.found(ServiceMonitorCheck.look(manifest, cluster));
      case "PodMonitor" -> report.found(PodMonitorCheck.look(manifest, cluster));
      case "Probe" -> report.found(ProbeCheck.look(manifest));
      case "Service" -> report.found(ServiceCheck.look(manifest, cluster));
      default -> {}
    }
  }
}
