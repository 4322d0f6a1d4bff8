package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.AttachedMetadata;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Pods as targets, and what other roles say of the pods behind their targets.
final class KubernetesPods {
  /// A container of a pod.
  ///
  /// @param init runs before the others
  record Container(JsonNode spec, boolean init) {
    String name() {
      return spec.path("name").asString("");
    }

    /// What a target says of its container and the port in it.
    KubernetesLabels labels(JsonNode port, long number) {
      return labels()
          .put("pod_container_port_name", port.path("name").asString(""))
          .put("pod_container_port_number", Long.toString(number))
          .put("pod_container_port_protocol", port.path("protocol").asString("TCP"));
    }

    KubernetesLabels labels() {
      return new KubernetesLabels()
          .put("pod_container_name", name())
          .put("pod_container_image", spec.path("image").asString(""))
          .put("pod_container_init", Boolean.toString(init));
    }
  }

  private final AttachedMetadata attach;
  private final KubernetesObjects objects;

  KubernetesPods(AttachedMetadata attach, KubernetesObjects objects) {
    this.attach = attach;
    this.objects = objects;
  }

  static List<Container> containers(JsonNode pod) {
    List<Container> containers = new ArrayList<>();
    pod.path("spec").path("containers").forEach(c -> containers.add(new Container(c, false)));
    pod.path("spec").path("initContainers").forEach(c -> containers.add(new Container(c, true)));
    return containers;
  }

  static String ip(JsonNode pod) {
    return pod.path("status").path("podIP").asString("");
  }

  /// Nothing while the pod has no address, or if its node is not among those asked for.
  Optional<TargetGroup> group(JsonNode pod) {
    String nodeName = pod.path("spec").path("nodeName").asString("");
    boolean unknownNode =
        attach.node() && objects.find(KubernetesResource.NODES, "", nodeName).isEmpty();
    if (ip(pod).isEmpty() || unknownNode) {
      return Optional.empty();
    }
    String namespace = KubernetesObjects.namespace(pod);
    KubernetesLabels group =
        labels(pod)
            .put("namespace", namespace)
            .putAll(nodeLabels(nodeName))
            .putAll(namespaceLabels(namespace));
    List<Labels> targets = new ArrayList<>();
    for (Container container : containers(pod)) {
      addTargets(pod, container, targets);
    }
    return Optional.of(
        new TargetGroup(KubernetesTargets.source("pod", pod), targets, group.build()));
  }

  private static void addTargets(JsonNode pod, Container container, List<Labels> targets) {
    String id = containerId(pod, container);
    if (container.spec().path("ports").isEmpty()) {
      targets.add(container.labels().put("pod_container_id", id).address(ip(pod)).build());
    }
    for (JsonNode port : container.spec().path("ports")) {
      long number = port.path("containerPort").asLong(0);
      targets.add(
          container
              .labels(port, number)
              .put("pod_container_id", id)
              .address(ip(pod), number)
              .build());
    }
  }

  private static String containerId(JsonNode pod, Container container) {
    String key = container.init() ? "initContainerStatuses" : "containerStatuses";
    for (JsonNode status : pod.path("status").path(key)) {
      if (status.path("name").asString("").equals(container.name())) {
        return status.path("containerID").asString("");
      }
    }
    return "";
  }

  /// What a target says of the pod behind it.
  KubernetesLabels labels(JsonNode pod) {
    JsonNode status = pod.path("status");
    KubernetesLabels labels =
        new KubernetesLabels()
            .put("pod_ip", ip(pod))
            .put("pod_ready", ready(status))
            .put("pod_phase", status.path("phase").asString(""))
            .put("pod_node_name", pod.path("spec").path("nodeName").asString(""))
            .put("pod_host_ip", status.path("hostIP").asString(""))
            .put("pod_uid", pod.path("metadata").path("uid").asString(""))
            .metadata("pod", pod);
    controller(pod)
        .ifPresent(owner -> {
          labels.put("pod_controller_kind", owner.path("kind").asString(""));
          labels.put("pod_controller_name", owner.path("name").asString(""));
          labels.putAll(makerLabels(KubernetesObjects.namespace(pod), owner));
        });
    return labels;
  }

  private static String ready(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asString("").equals("Ready")) {
        return condition.path("status").asString("").toLowerCase(Locale.ROOT);
      }
    }
    return "unknown";
  }

  private static Optional<JsonNode> controller(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean(false)) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /// The deployment, job or cron job that a pod comes from, if asked for.
  private KubernetesLabels makerLabels(String namespace, JsonNode owner) {
    KubernetesLabels labels = new KubernetesLabels();
    String name = owner.path("name").asString("");
    switch (owner.path("kind").asString("")) {
      case "ReplicaSet" -> {
        if (attach.deployment()) {
          makerName(KubernetesResource.REPLICASETS, namespace, name, "Deployment")
              .ifPresent(maker -> labels.put("pod_deployment_name", maker));
        }
      }
      case "Job" -> {
        if (attach.job()) {
          labels.put("pod_job_name", name);
        }
        if (attach.cronJob()) {
          makerName(KubernetesResource.JOBS, namespace, name, "CronJob")
              .ifPresent(maker -> labels.put("pod_cronjob_name", maker));
        }
      }
      default -> {}
    }
    return labels;
  }

  private Optional<String> makerName(
      KubernetesResource resource, String namespace, String name, String makerKind) {
    return objects
        .find(resource, namespace, name)
        .flatMap(KubernetesPods::controller)
        .filter(maker -> maker.path("kind").asString("").equals(makerKind))
        .map(maker -> maker.path("name").asString(""));
  }

  /// What a target says of its node, if asked for.
  KubernetesLabels nodeLabels(String nodeName) {
    return attach.node()
        ? objects
            .find(KubernetesResource.NODES, "", nodeName)
            .map(node -> new KubernetesLabels().metadata("node", node))
            .orElseGet(KubernetesLabels::new)
        : new KubernetesLabels();
  }

  /// What a target says of its namespace, if asked for.
  KubernetesLabels namespaceLabels(String namespace) {
    return attach.namespace()
        ? objects
            .find(KubernetesResource.NAMESPACES, "", namespace)
            .map(n -> new KubernetesLabels().labelsAndAnnotations("namespace", n))
            .orElseGet(KubernetesLabels::new)
        : new KubernetesLabels();
  }
}
