package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.Position;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a ServiceMonitor, a PodMonitor and a Probe have in common: whom they select, and how often
/// they ask. Collects what is found.
final class Monitor {
  /// How `prometheus.yml` calls what the operator calls otherwise. Kubernetes drops fields that it
  /// does not know, and says nothing.
  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "scrape_interval", "interval",
          "scrapeInterval", "interval",
          "scrape_timeout", "scrapeTimeout",
          "metrics_path", "path",
          "metricsPath", "path",
          "honor_labels", "honorLabels",
          "relabel_configs", "relabelings",
          "relabelConfigs", "relabelings",
          "metric_relabel_configs", "metricRelabelings",
          "metricRelabelConfigs", "metricRelabelings");

  private static final Set<String> SELECTOR_KEYS = Set.of("matchLabels", "matchExpressions");

  private final Manifest manifest;
  private final List<Finding> findings = new ArrayList<>();

  Monitor(Manifest manifest) {
    this.manifest = manifest;
  }

  Manifest manifest() {
    return manifest;
  }

  List<Finding> findings() {
    return findings;
  }

  void warn(Position position, String check, String reason, String instead) {
    findings.add(manifest.finding(position, check, Severity.WARNING, reason, instead));
  }

  void note(Position position, String check, String reason, String instead) {
    findings.add(manifest.finding(position, check, Severity.NOTE, reason, instead));
  }

  /// Whether a manifest has the labels and is in a namespace that are asked for.
  boolean selects(Manifest other, Map<String, String> labels) {
    Fields namespaces = manifest.spec().at("namespaceSelector");
    List<String> names = namespaces.texts("matchNames");
    boolean isSeen =
        namespaces.text("any").orElse("").equals("true")
            || (names.isEmpty()
                ? manifest.maySeeNamespaceOf(other)
                : other.namespace().map(names::contains).orElse(true));
    return isSeen && LabelSelector.of(manifest.spec().at("selector")).matches(labels);
  }

  /// @param what is selected: Services, pods
  void lookAtSelector(String what) {
    Fields selector = manifest.spec().at("selector");
    Position position = manifest.spec().position("selector");
    if (!manifest.spec().has("selector")) {
      warn(
          position,
          "selector",
          "there is no selector: Kubernetes refuses the manifest",
          "selector: {matchLabels: {app: …}}");
      return;
    }
    List<String> stray =
        selector.keys().stream().filter(key -> !SELECTOR_KEYS.contains(key)).sorted().toList();
    if (!stray.isEmpty()) {
      warn(
          position,
          "selector",
          "%s stands in the selector itself, where only matchLabels and matchExpressions count: all %s of the namespace are selected"
              .formatted(String.join(", ", stray), what),
          "selector: {matchLabels: " + LabelSelector.text(manifest.spec().map("selector")) + "}");
    }
  }

  /// Endpoints under their key, or a warning that there are none.
  List<Fields> endpoints(String key) {
    List<Fields> endpoints = manifest.spec().items(key);
    if (endpoints.isEmpty()) {
      warn(
          manifest.spec().position(key),
          "no-endpoints",
          "it has no " + key + ": nothing is scraped",
          key + ": [{port: metrics}]");
    }
    return endpoints;
  }

  void lookAtWords(Fields endpoint) {
    OTHER_WORDS.forEach((word, right) -> {
      if (endpoint.has(word)) {
        warn(
            endpoint.position(word),
            "unknown-field",
            word + " is no field of an endpoint: Kubernetes drops it without a word",
            right);
      }
    });
  }

  /// The interval, if it is given and makes sense.
  Optional<Duration> interval(Fields endpoint) {
    Optional<Duration> interval = duration(endpoint, "interval");
    Optional<Duration> timeout = duration(endpoint, "scrapeTimeout");
    if (interval.isPresent()
        && timeout.isPresent()
        && timeout.get().compareTo(interval.get()) > 0) {
      warn(
          endpoint.position("scrapeTimeout"),
          "scrape-timeout",
          "the timeout %s is longer than the interval %s: the operator refuses it"
              .formatted(Durations.format(timeout.get()), Durations.format(interval.get())),
          "scrapeTimeout: " + Durations.format(interval.get()));
    }
    return interval;
  }

  private Optional<Duration> duration(Fields endpoint, String key) {
    Optional<String> text = endpoint.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Durations.parse(text.get()));
    } catch (IllegalArgumentException e) {
      warn(endpoint.position(key), "duration", key + ": " + e.getMessage(), key + ": 30s");
      return Optional.empty();
    }
  }
}
