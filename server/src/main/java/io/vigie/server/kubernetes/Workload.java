package io.vigie.server.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What makes pods: their labels and the names of their ports.
record Workload(Manifest manifest, Map<String, String> podLabels, Set<String> portNames) {
  private static final Set<String> WITH_TEMPLATE =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job");

  Workload {
    portNames = Set.copyOf(portNames);
  }

  static Optional<Workload> of(Manifest manifest) {
    return template(manifest)
        .map(template ->
            new Workload(
                manifest,
                template.at("metadata").map("labels"),
                portNames(template.at("spec").items("containers"))));
  }

  private static Optional<Fields> template(Manifest manifest) {
    if (manifest.is("Pod")) {
      return Optional.of(manifest.fields());
    }
    if (manifest.is("CronJob")) {
      return Optional.of(manifest.spec().at("jobTemplate").at("spec").at("template"));
    }
    return WITH_TEMPLATE.contains(manifest.kind())
        ? Optional.of(manifest.spec().at("template"))
        : Optional.empty();
  }

  private static Set<String> portNames(List<Fields> containers) {
    return containers.stream()
        .flatMap(container -> container.items("ports").stream())
        .flatMap(port -> port.text("name").stream())
        .collect(Collectors.toSet());
  }
}
