package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.scrape.ScrapeConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The same application scraped at one interval in the cluster and at another one by the job of a
/// `prometheus.yml`: what is written for one of them is wrong for the other.
final class JobIntervals {
  /// Labels by which applications are called.
  private static final List<String> NAME_LABELS =
      List.of("app.kubernetes.io/name", "app.kubernetes.io/instance", "app", "k8s-app", "name");

  private static final String DEFAULT_PATH = "/metrics";

  private final List<ScrapeConfig> jobs;

  JobIntervals(List<ScrapeConfig> jobs) {
    this.jobs = jobs;
  }

  /// Adds the names that labels give an application.
  static void addNames(Map<String, String> labels, Collection<String> names) {
    for (String label : NAME_LABELS) {
      if (labels.containsKey(label)) {
        names.add(labels.getOrDefault(label, ""));
      }
    }
  }

  /// @param names under which the application is known in the cluster
  void look(Monitor monitor, Fields endpoint, Collection<String> names) {
    Optional<Duration> interval = monitor.interval(endpoint);
    String path = endpoint.text("path").orElse(DEFAULT_PATH);
    Optional<ScrapeConfig> job =
        jobs.stream()
            .filter(each -> Set.copyOf(names).contains(each.jobName()))
            .filter(each -> each.metricsPath().equals(path))
            .findFirst();
    if (interval.isEmpty() || job.isEmpty() || job.get().scrapeInterval().equals(interval.get())) {
      return;
    }
    Duration other = job.get().scrapeInterval();
    Duration longer = other.compareTo(interval.get()) > 0 ? other : interval.get();
    monitor.warn(
        endpoint.position("interval"),
        "scrape-interval",
        "it is scraped every %s here, and every %s by the job %s of prometheus.yml: the same rules and dashboards see other figures, and windows shorter than %s are empty in one of the two"
            .formatted(
                Durations.format(interval.get()),
                Durations.format(other),
                job.get().jobName(),
                Durations.format(longer.multipliedBy(2))),
        "interval: "
            + Durations.format(other)
            + " here, or "
            + Durations.format(interval.get())
            + " in the job");
  }
}
