package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Position;
import io.vigie.rules.lint.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whether a PodMonitor finds pods, and their ports.
final class PodMonitorCheck {
  private static final String ENDPOINTS = "podMetricsEndpoints";

  private final Cluster cluster;
  private final Monitor monitor;
  private final List<Workload> selected;

  private PodMonitorCheck(Manifest manifest, Cluster cluster) {
    this.cluster = cluster;
    this.monitor = new Monitor(manifest);
    this.selected =
        cluster.workloads().stream()
            .filter(workload -> monitor.selects(workload.manifest(), workload.podLabels()))
            .toList();
  }

  static List<Finding> look(Manifest manifest, Cluster cluster) {
    return new PodMonitorCheck(manifest, cluster).look();
  }

  private List<Finding> look() {
    monitor.lookAtSelector("pods");
    JobIntervals intervals = new JobIntervals(cluster.jobs());
    for (Fields endpoint : monitor.endpoints(ENDPOINTS)) {
      monitor.lookAtWords(endpoint);
      intervals.look(monitor, endpoint, names());
      endpoint.text("port").ifPresent(port -> lookAtPort(endpoint.position("port"), port));
    }
    return monitor.findings();
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(monitor.manifest().name());
    JobIntervals.addNames(monitor.manifest().spec().at("selector").map("matchLabels"), names);
    selected.forEach(workload -> names.add(workload.manifest().name()));
    return names;
  }

  private void lookAtPort(Position position, String port) {
    Set<String> known = new TreeSet<>();
    selected.forEach(workload -> known.addAll(workload.portNames()));
    if (selected.isEmpty() || known.contains(port)) {
      return;
    }
    monitor.warn(
        position,
        "no-such-port",
        "no container of %s has a port named %s, so nothing is scraped; %s"
            .formatted(
                String.join(
                    ", ", selected.stream().map(each -> each.manifest().toString()).toList()),
                port,
                known.isEmpty()
                    ? "none of their ports has a name"
                    : "there are " + String.join(", ", known)),
        known.isEmpty()
            ? "ports: [{name: " + port + ", containerPort: …}]"
            : "port: " + known.iterator().next());
  }
}
