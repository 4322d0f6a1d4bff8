package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Position;
import io.vigie.rules.lint.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a ServiceMonitor finds what it is meant to find, once.
final class ServiceMonitorCheck {
  private final Cluster cluster;
  private final Monitor monitor;
  private final List<Manifest> selected;

  private ServiceMonitorCheck(Manifest manifest, Cluster cluster) {
    this.cluster = cluster;
    this.monitor = new Monitor(manifest);
    this.selected =
        cluster.services().stream()
            .filter(service -> monitor.selects(service, service.labels()))
            .toList();
  }

  static List<Finding> look(Manifest manifest, Cluster cluster) {
    return new ServiceMonitorCheck(manifest, cluster).look();
  }

  private List<Finding> look() {
    monitor.lookAtSelector("Services");
    lookForServices();
    JobIntervals intervals = new JobIntervals(cluster.jobs());
    for (Fields endpoint : monitor.endpoints("endpoints")) {
      monitor.lookAtWords(endpoint);
      intervals.look(monitor, endpoint, names());
      endpoint
          .text("port")
          .ifPresentOrElse(
              port -> lookAtPort(endpoint.position("port"), port), () -> lookAtTarget(endpoint));
    }
    return monitor.findings();
  }

  /// The operator calls the job as the Service, unless `jobLabel` names a label of it.
  private Set<String> names() {
    Manifest manifest = monitor.manifest();
    Set<String> names = new LinkedHashSet<>();
    names.add(manifest.name());
    Map<String, String> asked = manifest.spec().at("selector").map("matchLabels");
    JobIntervals.addNames(asked, names);
    Optional<String> jobLabel = manifest.spec().text("jobLabel");
    for (Manifest service : selected) {
      names.add(service.name());
      jobLabel.ifPresent(label -> names.add(service.labels().getOrDefault(label, "")));
    }
    return names;
  }

  private void lookForServices() {
    List<Manifest> beside =
        cluster.services().stream().filter(monitor.manifest()::maySeeNamespaceOf).toList();
    boolean asksForLabels = monitor.manifest().spec().at("selector").has("matchLabels");
    if (!selected.isEmpty() || beside.isEmpty() || !asksForLabels) {
      return;
    }
    monitor.note(
        monitor.manifest().spec().position("selector"),
        "no-service",
        "no Service of these files has the labels that it asks for; there are "
            + beside.stream()
                .map(service -> service.name() + " " + LabelSelector.text(service.labels()))
                .collect(Collectors.joining(", ")),
        beside.getFirst().labels().isEmpty()
            ? "labels for the Service " + beside.getFirst().name()
            : "matchLabels: " + LabelSelector.text(beside.getFirst().labels()));
  }

  private void lookAtTarget(Fields endpoint) {
    if (!endpoint.has("targetPort")) {
      monitor.warn(
          endpoint.node().position(),
          "no-port",
          "it says neither port nor targetPort: nothing is scraped",
          "port: " + anyName().orElse("metrics"));
    }
  }

  private void lookAtPort(Position position, String port) {
    List<Manifest> having =
        selected.stream().filter(service -> portOf(service, port).isPresent()).toList();
    if (!selected.isEmpty() && having.isEmpty()) {
      noSuchPort(position, port);
    }
    for (Manifest service : having) {
      Optional<Manifest> twin =
          selected.stream()
              .filter(other -> !other.equals(service) && hasSamePods(service, other))
              .findFirst();
      if (twin.isPresent()) {
        samePods(position, port, service, twin.get(), having);
        return;
      }
    }
  }

  private static Optional<ServicePort> portOf(Manifest service, String name) {
    return ServicePort.of(service).stream().filter(port -> port.name().equals(name)).findFirst();
  }

  private static boolean hasSamePods(Manifest one, Manifest other) {
    Map<String, String> pods = one.spec().map("selector");
    return !pods.isEmpty()
        && pods.equals(other.spec().map("selector"))
        && one.maySeeNamespaceOf(other);
  }

  private void samePods(
      Position position, String port, Manifest service, Manifest twin, List<Manifest> having) {
    String both =
        "the Services %s and %s have the selected labels and the same pods"
            .formatted(service.name(), twin.name());
    String instead =
        ownLabel(service, twin)
            .map(label -> "matchLabels: {" + label + "}")
            .orElse(
                "a label that only the Service %s has, such as app.kubernetes.io/component: %s, and matchLabels with it"
                    .formatted(service.name(), port));
    if (having.contains(twin)) {
      monitor.warn(
          position,
          "scraped-twice",
          both + ", and both have a port named " + port + ": each pod is scraped twice",
          instead);
    } else {
      monitor.note(
          position,
          "several-services",
          "%s; that is harmless only because %s has no port named %s: each pod would be scraped twice"
              .formatted(both, twin.name(), port),
          instead);
    }
  }

  /// A label by which one Service can be told from the other.
  private static Optional<String> ownLabel(Manifest service, Manifest twin) {
    return service.labels().entrySet().stream()
        .filter(label -> !label.getValue().equals(twin.labels().get(label.getKey())))
        .map(label -> label.getKey() + ": " + label.getValue())
        .findFirst();
  }

  private void noSuchPort(Position position, String port) {
    String there =
        selected.stream()
            .map(service ->
                service.name()
                    + " has "
                    + ServicePort.of(service).stream()
                        .map(ServicePort::toString)
                        .collect(Collectors.joining(" and ")))
            .collect(Collectors.joining(", "));
    monitor.warn(
        position,
        "no-such-port",
        "no Service that it selects has a port named %s, so nothing is scraped: %s; a port is asked for by its name, not by its number"
            .formatted(port, there),
        meant(port).orElse("a name for the port of the Service: name: " + port));
  }

  private Optional<String> meant(String port) {
    List<ServicePort> ports =
        selected.stream().flatMap(service -> ServicePort.of(service).stream()).toList();
    return ports.stream()
        .filter(each -> each.port().equals(port) || each.target().equals(port))
        .filter(each -> !each.name().isEmpty())
        .findFirst()
        .map(ServicePort::name)
        .or(this::anyName)
        .map(name -> "port: " + name);
  }

  private Optional<String> anyName() {
    return selected.stream()
        .flatMap(service -> ServicePort.of(service).stream())
        .map(ServicePort::name)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }
}
