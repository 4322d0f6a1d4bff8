package io.vigie.ingest.custom;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which metrics were pushed, and as what; their values are in the store of samples. Thread-safe.
final class CustomRegistry {
  private static final String KIND = "custom_metric";

  private final StateStore state;

  CustomRegistry(StateStore state) {
    this.state = state;
  }

  /// What is known of a metric beside its value.
  record Known(Labels series, MetricType type, List<Double> bounds, boolean business) {
    Known {
      bounds = List.copyOf(bounds);
    }
  }

  List<Known> load() throws IOException {
    List<Known> all = new ArrayList<>();
    for (StateEntry entry : state.list(KIND)) {
      all.add(decode(JsonMapper.shared().readTree(entry.value())));
    }
    return all;
  }

  void put(Collection<Known> metrics) throws IOException {
    state.apply(
        metrics.stream()
            .<StateChange>map(known ->
                new StateChange.Put(
                    new StateEntry(
                        KIND, known.series().toString(), encode(known), StateEntry.NEVER)))
            .toList());
  }

  void remove(Collection<Labels> series) throws IOException {
    state.apply(
        series.stream()
            .<StateChange>map(each -> new StateChange.Remove(KIND, each.toString()))
            .toList());
  }

  private static String encode(Known known) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("type", known.type().word());
    json.put("business", known.business());
    ObjectNode labels = json.putObject("labels");
    known.series().forEach(labels::put);
    ArrayNode bounds = json.putArray("bounds");
    known.bounds().forEach(bounds::add);
    return json.toString();
  }

  private static Known decode(JsonNode json) {
    Map<String, String> labels = new TreeMap<>();
    json.path("labels")
        .properties()
        .forEach(each -> labels.put(each.getKey(), each.getValue().asString("")));
    List<Double> bounds = new ArrayList<>();
    json.path("bounds").forEach(each -> bounds.add(each.asDouble()));
    MetricType type =
        switch (json.path("type").asString("")) {
          case "counter" -> MetricType.COUNTER;
          case "histogram" -> MetricType.HISTOGRAM;
          default -> MetricType.GAUGE;
        };
    return new Known(Labels.of(labels), type, bounds, json.path("business").asBoolean(false));
  }
}
