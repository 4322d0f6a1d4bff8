package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Makes target groups of a cluster's objects: one group an object of the kind that the role names.
final class KubernetesTargets {
  /// Which of a node's addresses to take, best first.
  private static final List<String> ADDRESS_TYPES =
      List.of("InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname");

  private final Kubernetes config;
  private final KubernetesObjects objects;
  private final KubernetesPods pods;
  private final KubernetesEndpoints endpoints;

  KubernetesTargets(Kubernetes config, KubernetesObjects objects) {
    this.config = config;
    this.objects = objects;
    this.pods = new KubernetesPods(config.attach(), objects);
    this.endpoints = new KubernetesEndpoints(objects, pods);
  }

  List<TargetGroup> groups() {
    Collection<JsonNode> all =
        switch (config.role()) {
          case NODE -> objects.all(KubernetesResource.NODES);
          case SERVICE -> objects.all(KubernetesResource.SERVICES);
          case POD -> objects.all(KubernetesResource.PODS);
          case ENDPOINTS -> objects.all(KubernetesResource.ENDPOINTS);
          case ENDPOINTSLICE -> objects.all(KubernetesResource.ENDPOINTSLICES);
          case INGRESS -> objects.all(KubernetesResource.INGRESSES);
        };
    return all.stream().map(this::group).flatMap(Optional::stream).toList();
  }

  private Optional<TargetGroup> group(JsonNode object) {
    return switch (config.role()) {
      case NODE -> node(object);
      case SERVICE -> Optional.of(service(object));
      case POD -> pods.group(object);
      case ENDPOINTS -> Optional.of(endpoints.endpoints(object));
      case ENDPOINTSLICE -> Optional.of(endpoints.slice(object));
      case INGRESS -> Optional.of(ingress(object));
    };
  }

  static String source(String kind, JsonNode object) {
    return kind + "/" + KubernetesObjects.namespace(object) + "/" + KubernetesObjects.name(object);
  }

  /// Nothing if the node has no address.
  private static Optional<TargetGroup> node(JsonNode node) {
    Map<String, String> addresses = new HashMap<>();
    for (JsonNode address : node.path("status").path("addresses")) {
      addresses.putIfAbsent(
          address.path("type").asString(""), address.path("address").asString(""));
    }
    KubernetesLabels group = new KubernetesLabels().metadata("node", node);
    group.put("node_provider_id", node.path("spec").path("providerID").asString(""));
    for (JsonNode condition : node.path("status").path("conditions")) {
      group.put(
          "node_condition_" + MetaLabels.sanitize(lowerCase(condition.path("type").asString(""))),
          lowerCase(condition.path("status").asString("")));
    }
    long port =
        node.path("status").path("daemonEndpoints").path("kubeletEndpoint").path("Port").asLong(0);
    return ADDRESS_TYPES.stream()
        .filter(addresses::containsKey)
        .findFirst()
        .map(type -> {
          KubernetesLabels target =
              new KubernetesLabels()
                  .address(addresses.getOrDefault(type, ""), port)
                  .plain("instance", KubernetesObjects.name(node));
          addresses.forEach(
              (name, address) -> target.put("node_address_" + MetaLabels.sanitize(name), address));
          String source = "node/" + KubernetesObjects.name(node);
          return new TargetGroup(source, List.of(target.build()), group.build());
        });
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// Labels of a service's namespace and of the service itself.
  static KubernetesLabels serviceLabels(JsonNode service) {
    return new KubernetesLabels()
        .put("namespace", KubernetesObjects.namespace(service))
        .metadata("service", service);
  }

  private TargetGroup service(JsonNode service) {
    JsonNode spec = service.path("spec");
    String host =
        KubernetesObjects.name(service) + "." + KubernetesObjects.namespace(service) + ".svc";
    String type = spec.path("type").asString("");
    List<Labels> targets = new ArrayList<>();
    for (JsonNode port : spec.path("ports")) {
      long number = port.path("port").asLong(0);
      KubernetesLabels target =
          new KubernetesLabels()
              .address(host, number)
              .put("service_port_name", port.path("name").asString(""))
              .put("service_port_number", Long.toString(number))
              .put("service_port_protocol", port.path("protocol").asString(""))
              .put("service_type", type);
      if (type.equals("ExternalName")) {
        target.put("service_external_name", spec.path("externalName").asString(""));
      } else {
        target.put("service_cluster_ip", spec.path("clusterIP").asString(""));
      }
      if (type.equals("LoadBalancer")) {
        target.put("service_loadbalancer_ip", loadBalancerIps(service));
      }
      targets.add(target.build());
    }
    KubernetesLabels group = serviceLabels(service).putAll(namespaceLabels(service));
    return new TargetGroup(source("svc", service), targets, group.build());
  }

  private static String loadBalancerIps(JsonNode service) {
    List<String> ips = new ArrayList<>();
    for (JsonNode ingress : service.path("status").path("loadBalancer").path("ingress")) {
      if (!ingress.path("ip").asString("").isEmpty()) {
        ips.add(ingress.path("ip").asString(""));
      }
    }
    return ips.isEmpty()
        ? service.path("spec").path("loadBalancerIP").asString("")
        : String.join(",", ips);
  }

  /// Labels of the namespace that an object is in, if they are asked for.
  private KubernetesLabels namespaceLabels(JsonNode object) {
    return pods.namespaceLabels(KubernetesObjects.namespace(object));
  }

  private TargetGroup ingress(JsonNode ingress) {
    JsonNode spec = ingress.path("spec");
    KubernetesLabels group =
        new KubernetesLabels()
            .put("namespace", KubernetesObjects.namespace(ingress))
            .putIfPresent("ingress_class_name", spec.path("ingressClassName"))
            .metadata("ingress", ingress)
            .putAll(namespaceLabels(ingress));
    List<Labels> targets = new ArrayList<>();
    for (JsonNode rule : spec.path("rules")) {
      String host = rule.path("host").asString("");
      String scheme = isSecured(spec, host) ? "https" : "http";
      for (String path : paths(rule)) {
        targets.add(
            new KubernetesLabels()
                .address(host)
                .put("ingress_scheme", scheme)
                .put("ingress_host", host)
                .put("ingress_path", path)
                .build());
      }
    }
    return new TargetGroup(source("ingress", ingress), targets, group.build());
  }

  private static List<String> paths(JsonNode rule) {
    if (!rule.path("http").isObject()) {
      return List.of("/");
    }
    List<String> paths = new ArrayList<>();
    for (JsonNode path : rule.path("http").path("paths")) {
      String text = path.path("path").asString("");
      paths.add(text.isEmpty() ? "/" : text);
    }
    return paths;
  }

  private static boolean isSecured(JsonNode spec, String host) {
    for (JsonNode tls : spec.path("tls")) {
      for (JsonNode pattern : tls.path("hosts")) {
        if (matchesHost(pattern.asString(""), host)) {
          return true;
        }
      }
    }
    return false;
  }

  /// `*` stands for exactly one first part.
  private static boolean matchesHost(String pattern, String host) {
    int dot = host.indexOf('.');
    boolean wildcard = pattern.startsWith("*.") && dot >= 0;
    return pattern.equals(host) || (wildcard && pattern.substring(1).equals(host.substring(dot)));
  }
}
