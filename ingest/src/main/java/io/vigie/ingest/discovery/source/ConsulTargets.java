package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What Consul says about the instances of a service, as targets.
final class ConsulTargets {
  private static final String PREFIX = "__meta_consul_";

  private final String datacenter;
  private final String tagSeparator;

  ConsulTargets(String datacenter, String tagSeparator) {
    this.datacenter = datacenter;
    this.tagSeparator = tagSeparator;
  }

  /// @param instances answer of `/v1/health/service/…`
  TargetGroup group(String service, JsonNode instances) {
    List<Labels> targets = new ArrayList<>();
    instances.forEach(instance -> targets.add(target(instance)));
    return new TargetGroup(
        service, targets, Labels.of(PREFIX + "service", service, PREFIX + "dc", datacenter));
  }

  private Labels target(JsonNode instance) {
    JsonNode node = instance.path("Node");
    JsonNode service = instance.path("Service");
    String serviceAddress = text(service, "Address");
    String address = serviceAddress.isEmpty() ? text(node, "Address") : serviceAddress;
    int port = service.path("Port").asInt(0);
    Map<String, String> labels = new TreeMap<>();
    labels.put(TargetGroup.ADDRESS, MetaLabels.hostPort(address, port));
    labels.put(PREFIX + "address", text(node, "Address"));
    labels.put(PREFIX + "node", text(node, "Node"));
    labels.put(PREFIX + "namespace", text(service, "Namespace"));
    labels.put(PREFIX + "partition", text(service, "Partition"));
    labels.put(PREFIX + "tags", tags(service.path("Tags")));
    labels.put(PREFIX + "service_address", serviceAddress);
    labels.put(PREFIX + "service_port", Integer.toString(port));
    labels.put(PREFIX + "service_id", text(service, "ID"));
    labels.put(PREFIX + "health", health(instance.path("Checks")));
    putAll(labels, "metadata_", node.path("Meta"));
    putAll(labels, "service_metadata_", service.path("Meta"));
    putAll(labels, "tagged_address_", node.path("TaggedAddresses"));
    return Labels.of(labels);
  }

  private static void putAll(Map<String, String> labels, String prefix, JsonNode values) {
    values
        .properties()
        .forEach(value ->
            labels.put(
                PREFIX + prefix + MetaLabels.sanitize(value.getKey()),
                value.getValue().asString("")));
  }

  /// The tags with separators around each, so that one can be looked for without regard to its
  /// place.
  private String tags(JsonNode tags) {
    List<String> texts = new ArrayList<>();
    tags.forEach(tag -> texts.add(tag.asString("")));
    return tagSeparator + String.join(tagSeparator, texts) + tagSeparator;
  }

  /// The worst state of all checks: maintenance, critical, warning, passing.
  private static String health(JsonNode checks) {
    List<String> states =
        StreamSupport.stream(checks.spliterator(), false).map(ConsulTargets::state).toList();
    return List.of("maintenance", "critical", "warning").stream()
        .filter(states::contains)
        .findFirst()
        .orElse("passing");
  }

  private static String state(JsonNode check) {
    String id = text(check, "CheckID");
    boolean maintenance = id.equals("_node_maintenance") || id.startsWith("_service_maintenance:");
    return maintenance ? "maintenance" : text(check, "Status");
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
