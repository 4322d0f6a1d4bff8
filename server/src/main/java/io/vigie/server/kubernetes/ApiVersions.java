package io.vigie.server.kubernetes;

import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Kinds under the name of an API that does not have them: Kubernetes refuses such a manifest.
final class ApiVersions {
  private static final String OPERATOR = "monitoring.coreos.com";
  private static final List<String> CORE = List.of("v1");
  private static final List<String> APPS = List.of("apps/v1");
  private static final List<String> BATCH = List.of("batch/v1");
  private static final List<String> ACCESS = List.of("rbac.authorization.k8s.io/v1");
  private static final List<String> STABLE = List.of(OPERATOR + "/v1");
  private static final List<String> NEW = List.of(OPERATOR + "/v1alpha1");

  /// Where the kinds of Kubernetes itself and of the Prometheus operator are, the version to write
  /// first.
  private static final Map<String, List<String>> BY_KIND =
      Map.ofEntries(
          Map.entry("ConfigMap", CORE),
          Map.entry("Endpoints", CORE),
          Map.entry("Namespace", CORE),
          Map.entry("PersistentVolumeClaim", CORE),
          Map.entry("Pod", CORE),
          Map.entry("Secret", CORE),
          Map.entry("Service", CORE),
          Map.entry("ServiceAccount", CORE),
          Map.entry("DaemonSet", APPS),
          Map.entry("Deployment", APPS),
          Map.entry("ReplicaSet", APPS),
          Map.entry("StatefulSet", APPS),
          Map.entry("CronJob", BATCH),
          Map.entry("Job", BATCH),
          Map.entry("ClusterRole", ACCESS),
          Map.entry("ClusterRoleBinding", ACCESS),
          Map.entry("Role", ACCESS),
          Map.entry("RoleBinding", ACCESS),
          Map.entry("PodMonitor", STABLE),
          Map.entry("Probe", STABLE),
          Map.entry("Prometheus", STABLE),
          Map.entry("PrometheusRule", STABLE),
          Map.entry("ServiceMonitor", STABLE),
          Map.entry("PrometheusAgent", NEW),
          Map.entry("ScrapeConfig", NEW),
          Map.entry("AlertmanagerConfig", List.of(NEW.getFirst(), OPERATOR + "/v1beta1")));

  private static final Set<String> OWN_GROUPS =
      Set.of("", "apps", "autoscaling", "batch", "extensions", "policy", OPERATOR);

  private ApiVersions() {}

  static Optional<Finding> look(Manifest manifest) {
    List<String> known = BY_KIND.getOrDefault(manifest.kind(), List.of());
    String given = manifest.apiVersion();
    if (known.isEmpty() || known.contains(given) || !isJudged(given)) {
      return Optional.empty();
    }
    String problem =
        given.isEmpty()
            ? "there is no apiVersion"
            : "the API " + given + " has no kind " + manifest.kind();
    return Optional.of(
        manifest.finding(
            manifest.fields().position("apiVersion"),
            "api-version",
            Severity.WARNING,
            problem + ": Kubernetes refuses the manifest",
            "apiVersion: " + known.getFirst()));
  }

  /// Other operators have kinds of the same names: what they serve is not known here.
  private static boolean isJudged(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return OWN_GROUPS.contains(group) || group.endsWith(".k8s.io");
  }
}
