package io.vigie.server.kubernetes;

import io.vigie.ingest.scrape.ScrapeConfig;
import java.util.List;
import java.util.Map;

/// What the manifests together bring, and the jobs of a `prometheus.yml` beside them.
record Cluster(
    List<Manifest> manifests,
    List<Manifest> services,
    List<Workload> workloads,
    List<ScrapeConfig> jobs) {
  static Cluster of(List<Manifest> manifests, List<ScrapeConfig> jobs) {
    return new Cluster(
        manifests,
        manifests.stream().filter(manifest -> manifest.is("Service")).toList(),
        manifests.stream().flatMap(manifest -> Workload.of(manifest).stream()).toList(),
        jobs);
  }

  /// What makes the pods that have these labels.
  List<Workload> workloads(Manifest beside, Map<String, String> labels) {
    return labels.isEmpty()
        ? List.of()
        : workloads.stream()
            .filter(workload -> workload.manifest().maySeeNamespaceOf(beside))
            .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
            .toList();
  }
}
