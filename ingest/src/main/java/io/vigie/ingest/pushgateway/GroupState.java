package io.vigie.ingest.pushgateway;

import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps groups across restarts: each as the bodies that were pushed, which are read again as they
/// were read then. Thread-safe.
final class GroupState {
  private static final Logger LOG = LoggerFactory.getLogger(GroupState.class);
  private static final String KIND = "pushgateway";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StateStore store;

  GroupState(StateStore store) {
    this.store = store;
  }

  /// All groups, by key. One that cannot be understood is left where it is, and said.
  ///
  /// @throws IOException if the store cannot be read
  Map<Labels, PushedGroup> load() throws IOException {
    Map<Labels, PushedGroup> groups = new LinkedHashMap<>();
    for (StateEntry entry : store.list(KIND)) {
      try {
        PushedGroup group = decode(JSON.readTree(entry.value()));
        groups.put(group.key(), group);
      } catch (JacksonException | RefusedPushException | IllegalArgumentException e) {
        LOG.error("the pushed group {} cannot be read and is left out", entry.key(), e);
      }
    }
    return groups;
  }

  /// @throws IOException if it is not kept; then what was kept before still is
  void put(PushedGroup group) throws IOException {
    store.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(
                    KIND, group.key().toString(), encode(group).toString(), StateEntry.NEVER))));
  }

  /// @throws IOException if it is still there
  void remove(Labels key) throws IOException {
    store.apply(List.of(new StateChange.Remove(KIND, key.toString())));
  }

  private static ObjectNode encode(PushedGroup group) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode key = json.putObject("key");
    group.key().forEach(key::put);
    json.put("push_ms", group.pushMillis()).put("failure_ms", group.failureMillis());
    ArrayNode bodies = json.putArray("bodies");
    for (PushedGroup.Body body : group.bodies()) {
      ObjectNode one = bodies.addObject();
      one.put("type", body.contentType()).put("base64", body.text().toBase64());
      ArrayNode families = one.putArray("families");
      new TreeSet<>(body.families()).forEach(families::add);
    }
    return json;
  }

  private static PushedGroup decode(JsonNode json) throws RefusedPushException {
    Labels.Builder labels = Labels.builder();
    json.path("key")
        .properties()
        .forEach(one -> labels.set(one.getKey(), one.getValue().asString()));
    Labels key = labels.build();
    List<PushedGroup.Body> bodies = new ArrayList<>();
    Map<String, PushedFamily> families = new HashMap<>();
    for (JsonNode one : json.path("bodies")) {
      PushedGroup.Body body = body(one);
      bodies.add(body);
      Map<String, PushedFamily> all =
          FamilyReader.read(body.contentType(), body.text().bytes(), key);
      all.keySet().retainAll(body.families());
      families.putAll(all);
    }
    return new PushedGroup(
        key, bodies, families, json.path("push_ms").asLong(0), json.path("failure_ms").asLong(0));
  }

  private static PushedGroup.Body body(JsonNode json) {
    TreeSet<String> families = new TreeSet<>();
    json.path("families").forEach(name -> families.add(name.asString()));
    return new PushedGroup.Body(
        json.path("type").asString(), BodyText.ofBase64(json.path("base64").asString()), families);
  }
}
