package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.discovery.source.KubernetesPods.Container;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Endpoints and endpoint slices as targets: each address with each port, and the ports of the pods
/// behind them that no endpoint covers.
final class KubernetesEndpoints {
  private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  private final KubernetesObjects objects;
  private final KubernetesPods pods;

  KubernetesEndpoints(KubernetesObjects objects, KubernetesPods pods) {
    this.objects = objects;
    this.pods = pods;
  }

  TargetGroup endpoints(JsonNode endpoints) {
    String namespace = KubernetesObjects.namespace(endpoints);
    KubernetesLabels group = new KubernetesLabels().put("namespace", namespace);
    service(namespace, KubernetesObjects.name(endpoints))
        .ifPresent(service -> group.putAll(KubernetesTargets.serviceLabels(service)));
    group.metadata("endpoints", endpoints).putAll(pods.namespaceLabels(namespace));
    Targets targets = new Targets();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode port : subset.path("ports")) {
        subset.path("addresses").forEach(address -> targets.add(address, port, "true"));
        subset.path("notReadyAddresses").forEach(address -> targets.add(address, port, "false"));
      }
    }
    return targets.group(KubernetesTargets.source("endpoints", endpoints), group);
  }

  TargetGroup slice(JsonNode slice) {
    String namespace = KubernetesObjects.namespace(slice);
    String addressType = slice.path("addressType").asString("");
    KubernetesLabels group =
        new KubernetesLabels()
            .put("namespace", namespace)
            .put("endpointslice_address_type", addressType)
            .metadata("endpointslice", slice);
    String serviceName =
        slice.path("metadata").path("labels").path(SERVICE_NAME_LABEL).asString("");
    Optional<JsonNode> service = service(namespace, serviceName);
    service.ifPresent(found -> group.putAll(KubernetesTargets.serviceLabels(found)));
    group.putAll(pods.namespaceLabels(namespace));
    Targets targets = new Targets();
    boolean repeatsAnother = service.filter(s -> isSecondFamily(s, addressType)).isPresent();
    for (JsonNode endpoint : repeatsAnother ? List.<JsonNode>of() : slice.path("endpoints")) {
      for (JsonNode port : slice.path("ports")) {
        endpoint.path("addresses").forEach(address -> targets.add(address, endpoint, port));
      }
    }
    return targets.group(KubernetesTargets.source("endpointslice", slice), group);
  }

  private Optional<JsonNode> service(String namespace, String name) {
    return objects.find(KubernetesResource.SERVICES, namespace, name);
  }

  /// Whether addresses of this type are those of the second IP family of a service with two: the
  /// same endpoints as those of the first.
  private static boolean isSecondFamily(JsonNode service, String addressType) {
    JsonNode spec = service.path("spec");
    String policy = spec.path("ipFamilyPolicy").asString("");
    boolean dualStack = policy.equals("PreferDualStack") || policy.equals("RequireDualStack");
    JsonNode families = spec.path("ipFamilies");
    return dualStack && !families.isEmpty() && !families.path(0).asString("").equals(addressType);
  }

  /// Collects the targets of one object.
  private final class Targets {
    private final List<Labels> targets = new ArrayList<>();
    private final Map<String, JsonNode> podsByKey = new LinkedHashMap<>();
    private final Map<String, Set<Long>> coveredPorts = new LinkedHashMap<>();

    /// An address of an endpoints object.
    void add(JsonNode address, JsonNode port, String ready) {
      long number = port.path("port").asLong(0);
      JsonNode nodeName = address.path("nodeName");
      KubernetesLabels target =
          new KubernetesLabels()
              .address(address.path("ip").asString(""), number)
              .put("endpoint_port_name", port.path("name").asString(""))
              .put("endpoint_port_protocol", port.path("protocol").asString(""))
              .put("endpoint_ready", ready)
              .put("endpoint_hostname", address.path("hostname").asString(""))
              .putIfPresent("endpoint_node_name", nodeName)
              .putIfPresent("endpoint_address_target_kind", address.path("targetRef").path("kind"))
              .putIfPresent("endpoint_address_target_name", address.path("targetRef").path("name"));
      JsonNode reference = address.path("targetRef");
      target.putAll(
          pods.nodeLabels(nodeName.isString() ? nodeName.asString("") : nodeOf(reference)));
      finish(target, reference, OptionalLong.of(number));
    }

    /// An address of an endpoint of a slice.
    void add(JsonNode address, JsonNode endpoint, JsonNode port) {
      JsonNode number = port.path("port");
      JsonNode conditions = endpoint.path("conditions");
      JsonNode reference = endpoint.path("targetRef");
      KubernetesLabels target = new KubernetesLabels();
      if (number.isNumber()) {
        target.address(address.asString(""), number.asLong(0));
      } else {
        target.address(address.asString(""));
      }
      target
          .putIfPresent("endpointslice_port_name", port.path("name"))
          .putIfPresent("endpointslice_port_protocol", port.path("protocol"))
          .putIfPresent("endpointslice_port", number)
          .putIfPresent("endpointslice_port_app_protocol", port.path("appProtocol"))
          .putIfPresent("endpointslice_endpoint_conditions_ready", conditions.path("ready"))
          .putIfPresent("endpointslice_endpoint_conditions_serving", conditions.path("serving"))
          .putIfPresent(
              "endpointslice_endpoint_conditions_terminating", conditions.path("terminating"))
          .putIfPresent("endpointslice_endpoint_hostname", endpoint.path("hostname"))
          .putIfPresent("endpointslice_address_target_kind", reference.path("kind"))
          .putIfPresent("endpointslice_address_target_name", reference.path("name"))
          .putIfPresent("endpointslice_endpoint_node_name", endpoint.path("nodeName"))
          .putIfPresent("endpointslice_endpoint_zone", endpoint.path("zone"))
          .putEach("endpointslice_endpoint_topology", endpoint.path("deprecatedTopology"));
      String node = nodeOf(reference);
      target.putAll(
          pods.nodeLabels(node.isEmpty() ? endpoint.path("nodeName").asString("") : node));
      finish(
          target,
          reference,
          number.isNumber() ? OptionalLong.of(number.asLong(0)) : OptionalLong.empty());
    }

    private static String nodeOf(JsonNode reference) {
      boolean isNode = reference.path("kind").asString("").equals("Node");
      return isNode ? reference.path("name").asString("") : "";
    }

    /// Adds what is known of the pod, if there is one behind the address.
    private void finish(KubernetesLabels target, JsonNode reference, OptionalLong port) {
      pod(reference)
          .ifPresent(pod -> {
            String key = KubernetesTargets.source("pod", pod);
            podsByKey.put(key, pod);
            Set<Long> covered = coveredPorts.computeIfAbsent(key, _ -> new HashSet<>());
            target.putAll(pods.labels(pod));
            port.ifPresent(number -> {
              covered.add(number);
              containerLabels(pod, number).ifPresent(target::putAll);
            });
          });
      targets.add(target.build());
    }

    private Optional<JsonNode> pod(JsonNode reference) {
      return reference.path("kind").asString("").equals("Pod")
          ? objects.find(
              KubernetesResource.PODS,
              reference.path("namespace").asString(""),
              reference.path("name").asString(""))
          : Optional.empty();
    }

    private static Optional<KubernetesLabels> containerLabels(JsonNode pod, long number) {
      for (Container container : KubernetesPods.containers(pod)) {
        for (JsonNode port : container.spec().path("ports")) {
          if (port.path("containerPort").asLong(0) == number) {
            return Optional.of(container.labels(port, number));
          }
        }
      }
      return Optional.empty();
    }

    TargetGroup group(String source, KubernetesLabels group) {
      podsByKey.forEach((key, pod) -> {
        if (!KubernetesPods.ip(pod).isEmpty()) {
          addUncovered(pod, coveredPorts.getOrDefault(key, Set.of()));
        }
      });
      return new TargetGroup(source, targets, group.build());
    }

    private void addUncovered(JsonNode pod, Set<Long> covered) {
      for (Container container : KubernetesPods.containers(pod)) {
        for (JsonNode port : container.spec().path("ports")) {
          long number = port.path("containerPort").asLong(0);
          if (!covered.contains(number)) {
            targets.add(
                container
                    .labels(port, number)
                    .putAll(pods.labels(pod))
                    .address(KubernetesPods.ip(pod), number)
                    .build());
          }
        }
      }
    }
  }
}
