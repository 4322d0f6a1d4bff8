package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.DiscoveryConfig.Docker;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Containers of a Docker daemon: one target a network and published TCP port.
final class DockerTargets implements TargetSource {
  private final Docker config;
  private final OutboundClient client;
  private final JsonService service;

  DockerTargets(Docker config, OutboundClients clients) {
    this.config = config;
    this.client = clients.open(config.http());
    this.service = new JsonService(client);
  }

  @Override
  public Found targets() throws IOException {
    JsonNode containers = ask("/containers/json" + filterQuery());
    Map<String, Map<String, String>> networkLabels = networkLabels(ask("/networks"));
    Map<String, JsonNode> containersById = new HashMap<>();
    containers.forEach(container -> containersById.put(text(container, "Id"), container));
    List<Labels> targets = new ArrayList<>();
    for (JsonNode container : containers) {
      if (!container.path("Names").isEmpty()) {
        targets.addAll(targets(container, containersById, networkLabels));
      }
    }
    return Found.all(List.of(new TargetGroup("Docker", targets, Labels.EMPTY)));
  }

  private JsonNode ask(String path) throws IOException {
    return service.ask(request(path).withTimeout(config.refreshInterval())).json();
  }

  private OutboundRequest request(String path) throws IOException {
    URI host = config.host();
    return switch (String.valueOf(host.getScheme())) {
      case "unix" ->
          OutboundRequest.get(URI.create("http://docker" + path))
              .withUnixSocket(Path.of(host.getPath()));
      case "tcp", "http" -> get("http", host, path);
      case "https" -> get("https", host, path);
      default ->
          throw new IOException(
              "docker host "
                  + host
                  + " is not supported here; use unix://, tcp://, http:// or"
                  + " https://");
    };
  }

  private static OutboundRequest get(String scheme, URI host, String path) {
    String prefix = host.getRawPath().replaceFirst("/+$", "");
    return OutboundRequest.get(URI.create(scheme + "://" + host.getRawAuthority() + prefix + path));
  }

  private String filterQuery() {
    if (config.filters().isEmpty()) {
      return "";
    }
    ObjectNode filters = new JsonMapper().createObjectNode();
    for (Filter filter : config.filters()) {
      filter.values().forEach(filters.withArray(filter.name())::add);
    }
    return "?filters=" + MetaLabels.encode(filters.toString());
  }

  private static Map<String, Map<String, String>> networkLabels(JsonNode networks) {
    Map<String, Map<String, String>> byId = new HashMap<>();
    String prefix = "__meta_docker_network_";
    for (JsonNode network : networks) {
      Map<String, String> labels = new TreeMap<>();
      labels.put(prefix + "id", text(network, "Id"));
      labels.put(prefix + "name", text(network, "Name"));
      labels.put(prefix + "scope", text(network, "Scope"));
      labels.put(prefix + "internal", Boolean.toString(isTrue(network, "Internal")));
      labels.put(prefix + "ingress", Boolean.toString(isTrue(network, "Ingress")));
      putLabels(labels, prefix + "label_", network.path("Labels"));
      byId.put(text(network, "Id"), labels);
    }
    return byId;
  }

  private List<Labels> targets(
      JsonNode container,
      Map<String, JsonNode> containersById,
      Map<String, Map<String, String>> networkLabels) {
    Map<String, String> common = containerLabels(container);
    List<Labels> targets = new ArrayList<>();
    for (JsonNode network : networks(container, containersById)) {
      Map<String, String> labels = new TreeMap<>(common);
      String ip = text(network, "IPAddress");
      String address = ip.isEmpty() ? text(network, "GlobalIPv6Address") : ip;
      labels.put("__meta_docker_network_ip", address);
      labels.putAll(networkLabels.getOrDefault(text(network, "NetworkID"), Map.of()));
      List<Labels> byPort = portTargets(container, labels, address);
      targets.addAll(byPort.isEmpty() ? List.of(portless(container, labels, address)) : byPort);
    }
    return targets;
  }

  private static Map<String, String> containerLabels(JsonNode container) {
    String prefix = "__meta_docker_container_";
    Map<String, String> labels = new TreeMap<>();
    labels.put(prefix + "id", text(container, "Id"));
    labels.put(prefix + "name", container.path("Names").path(0).asString(""));
    labels.put(prefix + "network_mode", networkMode(container));
    labels.put(prefix + "image", text(container, "Image"));
    labels.put(prefix + "image_id", text(container, "ImageID"));
    putLabels(labels, prefix + "label_", container.path("Labels"));
    return labels;
  }

  private static void putLabels(Map<String, String> labels, String prefix, JsonNode given) {
    given
        .properties()
        .forEach(label ->
            labels.put(
                prefix + MetaLabels.sanitize(label.getKey()), label.getValue().asString("")));
  }

  /// The container's networks; those of another container if it shares them.
  private List<JsonNode> networks(JsonNode container, Map<String, JsonNode> containersById) {
    JsonNode owner = container;
    // Bounded: containers cannot share networks in a circle, but an answer could say so.
    for (int hops = 0; hops <= containersById.size(); hops++) {
      List<JsonNode> networks = ownNetworks(owner);
      String mode = networkMode(owner);
      if (!networks.isEmpty() || !mode.startsWith("container:")) {
        return networks;
      }
      owner =
          containersById.getOrDefault(
              mode.substring("container:".length()), new JsonMapper().createObjectNode());
    }
    return List.of();
  }

  private List<JsonNode> ownNetworks(JsonNode container) {
    Map<String, JsonNode> byName = new TreeMap<>();
    container.path("NetworkSettings").path("Networks").properties().stream()
        .filter(network -> network.getValue().isObject())
        .forEach(network -> byName.put(network.getKey(), network.getValue()));
    return byName.values().stream().limit(config.matchFirstNetwork() ? 1 : Long.MAX_VALUE).toList();
  }

  private static List<Labels> portTargets(
      JsonNode container, Map<String, String> common, String address) {
    List<Labels> targets = new ArrayList<>();
    for (JsonNode port : container.path("Ports")) {
      if (text(port, "Type").equals("tcp")) {
        Map<String, String> labels = new TreeMap<>(common);
        long privatePort = port.path("PrivatePort").asLong(0);
        labels.put("__meta_docker_port_private", Long.toString(privatePort));
        long publicPort = port.path("PublicPort").asLong(0);
        if (publicPort > 0) {
          labels.put("__meta_docker_port_public", Long.toString(publicPort));
          labels.put("__meta_docker_port_public_ip", text(port, "IP"));
        }
        labels.put(TargetGroup.ADDRESS, MetaLabels.hostPort(address, privatePort));
        targets.add(Labels.of(labels));
      }
    }
    return targets;
  }

  private Labels portless(JsonNode container, Map<String, String> common, String address) {
    Map<String, String> labels = new TreeMap<>(common);
    labels.put(
        TargetGroup.ADDRESS,
        networkMode(container).equals("host")
            ? config.hostNetworkingHost()
            : MetaLabels.hostPort(address, config.port()));
    return Labels.of(labels);
  }

  private static String networkMode(JsonNode container) {
    return text(container.path("HostConfig"), "NetworkMode");
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }

  private static boolean isTrue(JsonNode node, String key) {
    return node.path(key).asBoolean(false);
  }

  @Override
  public void close() {
    client.close();
  }
}
