package io.vigie.ingest.otlp;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vigie.model.metric.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The labels of the series of one resource: `job` and `instance` from what identifies it, resource
/// attributes and the scope where configuration promotes them, and the attributes of each point.
final class SeriesLabels {
  private static final String SERVICE_NAME = "service.name";
  private static final String SERVICE_NAMESPACE = "service.namespace";
  private static final String SERVICE_INSTANCE = "service.instance.id";
  private static final Set<String> IDENTIFYING =
      Set.of(SERVICE_NAME, SERVICE_NAMESPACE, SERVICE_INSTANCE);

  private final OtlpConfig config;
  private final LabelNaming naming;
  private final Map<String, String> resource;
  private final Map<String, String> identity;
  private final Map<String, String> promoted;

  private SeriesLabels(OtlpConfig config, Map<String, String> resource)
      throws UntranslatableException {
    this.config = config;
    this.naming = new LabelNaming(config);
    this.resource = resource;
    this.identity = identity(resource);
    this.promoted = promoted();
  }

  static SeriesLabels of(Resource resource, OtlpConfig config) throws UntranslatableException {
    return new SeriesLabels(config, AttributeText.all(resource.getAttributesList()));
  }

  private static Map<String, String> identity(Map<String, String> resource) {
    Map<String, String> identity = new HashMap<>();
    String service = resource.get(SERVICE_NAME);
    if (service != null) {
      String namespace = resource.get(SERVICE_NAMESPACE);
      identity.put("job", namespace == null ? service : namespace + "/" + service);
    }
    String instance = resource.get(SERVICE_INSTANCE);
    if (instance != null) {
      identity.put("instance", instance);
    }
    return identity;
  }

  private Map<String, String> promoted() throws UntranslatableException {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, String> attribute : resource.entrySet()) {
      if (isPromoted(attribute.getKey())) {
        labels.putIfAbsent(naming.name(attribute.getKey()), attribute.getValue());
      }
    }
    return labels;
  }

  private boolean isPromoted(String attribute) {
    return config.promoteAllResourceAttributes()
        ? !config.ignoreResourceAttributes().contains(attribute)
        : config.promoteResourceAttributes().contains(attribute);
  }

  /// What a scope adds to its series, if the configuration says so and the scope has a name.
  Map<String, String> ofScope(InstrumentationScope scope, String schemaUrl)
      throws UntranslatableException {
    Map<String, String> labels = new HashMap<>();
    if (config.promoteScopeMetadata() && !scope.getName().isEmpty()) {
      for (Map.Entry<String, String> attribute :
          AttributeText.all(scope.getAttributesList()).entrySet()) {
        labels.put(naming.name("otel_scope_" + attribute.getKey()), attribute.getValue());
      }
      labels.put("otel_scope_name", scope.getName());
      labels.put("otel_scope_version", scope.getVersion());
      labels.put("otel_scope_schema_url", schemaUrl);
    }
    return labels;
  }

  /// The labels of a series.
  ///
  /// What identifies the resource goes before the scope, the scope before a point's own attributes,
  /// and these before promoted ones. Attributes whose names become the same are joined.
  ///
  /// @param scope from [#ofScope]
  Labels series(String metricName, Map<String, String> scope, List<KeyValue> attributes)
      throws UntranslatableException {
    Map<String, String> labels = translated(AttributeText.all(attributes));
    promoted.forEach(labels::putIfAbsent);
    labels.putAll(scope);
    labels.putAll(identity);
    labels.put(Labels.METRIC_NAME, metricName);
    return withoutEmpty(labels);
  }

  private Map<String, String> translated(Map<String, String> attributes)
      throws UntranslatableException {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      labels.merge(
          naming.name(attribute.getKey()), attribute.getValue(), (one, two) -> one + ";" + two);
    }
    return labels;
  }

  private static Labels withoutEmpty(Map<String, String> labels) {
    labels.values().removeIf(String::isEmpty);
    return Labels.of(labels);
  }

  /// Whether a `target_info` says something: the resource is identified and has other attributes.
  boolean hasTargetInfo() {
    return !identity.isEmpty()
        && (config.keepIdentifyingResourceAttributes()
            || !IDENTIFYING.containsAll(resource.keySet()));
  }

  /// The labels of `target_info`: all attributes of the resource.
  Labels targetInfo() throws UntranslatableException {
    Map<String, String> attributes = new HashMap<>(resource);
    if (!config.keepIdentifyingResourceAttributes()) {
      attributes.keySet().removeAll(IDENTIFYING);
    }
    Map<String, String> labels = translated(attributes);
    labels.putAll(identity);
    labels.put(Labels.METRIC_NAME, "target_info");
    return withoutEmpty(labels);
  }
}
