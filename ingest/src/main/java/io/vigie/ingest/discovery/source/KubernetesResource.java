package io.vigie.ingest.discovery.source;

/// The kinds of object that are asked of a Kubernetes API server.
enum KubernetesResource {
  NODES("/api/v1", "nodes", false),
  NAMESPACES("/api/v1", "namespaces", false),
  PODS("/api/v1", "pods", true),
  SERVICES("/api/v1", "services", true),
  ENDPOINTS("/api/v1", "endpoints", true),
  ENDPOINTSLICES("/apis/discovery.k8s.io/v1", "endpointslices", true),
  INGRESSES("/apis/networking.k8s.io/v1", "ingresses", true),
  REPLICASETS("/apis/apps/v1", "replicasets", true),
  JOBS("/apis/batch/v1", "jobs", true);

  private final String apiPath;
  private final String plural;
  private final boolean namespaced;

  KubernetesResource(String apiPath, String plural, boolean namespaced) {
    this.apiPath = apiPath;
    this.plural = plural;
    this.namespaced = namespaced;
  }

  boolean isNamespaced() {
    return namespaced;
  }

  /// Where the objects of a namespace are; of all namespaces if it is empty.
  String path(String namespace) {
    return apiPath + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
  }
}
