package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Collects the labels of a target or group. Names are given without `__meta_kubernetes_`. Not
/// thread-safe.
final class KubernetesLabels {
  private static final String PREFIX = "__meta_kubernetes_";

  private final Map<String, String> labels = new TreeMap<>();

  KubernetesLabels address(String host, long port) {
    return address(MetaLabels.hostPort(host, port));
  }

  KubernetesLabels address(String address) {
    labels.put(TargetGroup.ADDRESS, address);
    return this;
  }

  /// A label that is no meta label.
  KubernetesLabels plain(String name, String value) {
    labels.put(name, value);
    return this;
  }

  KubernetesLabels put(String name, String value) {
    labels.put(PREFIX + name, value);
    return this;
  }

  KubernetesLabels putAll(KubernetesLabels other) {
    labels.putAll(other.labels);
    return this;
  }

  /// A value if the object has it.
  KubernetesLabels putIfPresent(String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      put(name, value.asString(""));
    }
    return this;
  }

  /// An object's name, labels and annotations.
  KubernetesLabels metadata(String kind, JsonNode object) {
    put(kind + "_name", KubernetesObjects.name(object));
    return labelsAndAnnotations(kind, object);
  }

  KubernetesLabels labelsAndAnnotations(String kind, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    putEach(kind + "_label", metadata.path("labels"));
    return putEach(kind + "_annotation", metadata.path("annotations"));
  }

  /// Each value, and that it is there even if it is empty.
  KubernetesLabels putEach(String kind, JsonNode values) {
    values
        .properties()
        .forEach(value -> {
          String name = MetaLabels.sanitize(value.getKey());
          put(kind + "_" + name, value.getValue().asString(""));
          put(kind + "present_" + name, "true");
        });
    return this;
  }

  Labels build() {
    return Labels.of(labels);
  }
}
