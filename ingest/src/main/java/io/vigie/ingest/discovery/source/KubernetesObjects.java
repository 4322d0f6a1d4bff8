package io.vigie.ingest.discovery.source;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The objects of a cluster as last heard of. Thread-safe.
final class KubernetesObjects {
  private final Map<KubernetesResource, ConcurrentMap<String, JsonNode>> byResource =
      new EnumMap<>(KubernetesResource.class);

  KubernetesObjects() {
    for (KubernetesResource resource : KubernetesResource.values()) {
      byResource.put(resource, new ConcurrentSkipListMap<>());
    }
  }

  /// In order of namespace and name.
  Collection<JsonNode> all(KubernetesResource resource) {
    return objects(resource).values();
  }

  /// @param namespace empty for what is in none
  Optional<JsonNode> find(KubernetesResource resource, String namespace, String name) {
    return Optional.ofNullable(objects(resource).get(namespace + "/" + name));
  }

  void put(KubernetesResource resource, JsonNode object) {
    // Who changed what is often most of an object, and nobody asks for it.
    if (object.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    objects(resource).put(key(object), object);
  }

  void remove(KubernetesResource resource, JsonNode object) {
    objects(resource).remove(key(object));
  }

  /// Puts these in place of everything in a namespace (in all, if it is empty).
  void replace(KubernetesResource resource, String namespace, List<JsonNode> listed) {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    for (JsonNode object : listed) {
      put(resource, object);
      keys.add(key(object));
    }
    String prefix = namespace.isEmpty() ? "" : namespace + "/";
    objects(resource).keySet().removeIf(key -> key.startsWith(prefix) && !keys.contains(key));
  }

  private ConcurrentMap<String, JsonNode> objects(KubernetesResource resource) {
    ConcurrentMap<String, JsonNode> objects = byResource.get(resource);
    if (objects == null) {
      throw new IllegalStateException("no objects of " + resource);
    }
    return objects;
  }

  static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asString("");
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  private static String key(JsonNode object) {
    return namespace(object) + "/" + name(object);
  }
}
