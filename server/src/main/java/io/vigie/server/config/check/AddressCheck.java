package io.vigie.server.config.check;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.Durations;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.model.metric.Labels;
import io.vigie.server.config.AlertingConfig.Alertmanager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether targets still have a usable address once their job has relabelled them.
final class AddressCheck {
  private final Relabelling relabelling;
  private final Map<String, String> defaults;

  private AddressCheck(Relabelling relabelling, Map<String, String> defaults) {
    this.relabelling = relabelling;
    this.defaults = Map.copyOf(defaults);
  }

  static AddressCheck of(ScrapeConfig job) {
    Map<String, String> defaults = new TreeMap<>();
    job.params()
        .forEach((name, values) -> {
          if (!values.isEmpty()) {
            defaults.put("__param_" + name, values.getFirst());
          }
        });
    defaults.put("job", job.jobName());
    defaults.put("__scheme__", job.scheme());
    defaults.put("__metrics_path__", job.metricsPath());
    defaults.put("__scrape_interval__", Durations.format(job.scrapeInterval()));
    defaults.put("__scrape_timeout__", Durations.format(job.scrapeTimeout()));
    return new AddressCheck(Relabelling.of(job.relabelRules()), defaults);
  }

  static AddressCheck of(Alertmanager alertmanager) {
    return new AddressCheck(
        Relabelling.of(alertmanager.relabelRules()),
        Map.of(
            "__scheme__",
            alertmanager.scheme(),
            "__alerts_path__",
            alertmanager.pathPrefix() + "/api/v2/alerts"));
  }

  /// @throws IOException naming the first target without a usable address
  void check(List<TargetGroup> groups) throws IOException {
    for (TargetGroup group : groups) {
      for (int i = 0; i < group.targets().size(); i++) {
        Optional<String> problem = problem(group, group.targets().get(i));
        if (problem.isPresent()) {
          throw new IOException(
              "instance " + i + " in group " + group.source() + ": " + problem.get());
        }
      }
    }
  }

  private Optional<String> problem(TargetGroup group, Labels target) {
    Map<String, String> labels = new TreeMap<>(defaults);
    labels.putAll(group.labels().toMap());
    labels.putAll(target.toMap());
    Optional<Labels> relabelled = relabelling.apply(Labels.of(labels));
    if (relabelled.isEmpty()) {
      return Optional.empty();
    }
    String address = relabelled.get().get(TargetGroup.ADDRESS);
    if (address.isEmpty()) {
      return Optional.of("no address");
    }
    return address.contains("/")
        ? Optional.of(ByteTexts.quote(address) + " is not a valid hostname")
        : Optional.empty();
  }
}
