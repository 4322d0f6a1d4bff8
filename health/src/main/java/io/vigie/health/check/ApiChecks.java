package io.vigie.health.check;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The checks that were made by API, kept in the catalog. Thread-safe.
final class ApiChecks {
  private static final String KIND = "health_check";

  private final StateStore state;

  ApiChecks(StateStore state) {
    this.state = state;
  }

  List<CheckDefinition> load() throws IOException {
    List<CheckDefinition> checks = new ArrayList<>();
    for (StateEntry entry : state.list(KIND)) {
      JsonNode json = JsonMapper.shared().readTree(entry.value());
      checks.add(
          new CheckDefinition(
              entry.key(),
              CheckTarget.Http.get(URI.create(json.path("url").asString(""))),
              Duration.ofMillis(json.path("intervalMillis").asLong(0)),
              Duration.ofMillis(json.path("timeoutMillis").asLong(0)),
              json.path("retries").asInt(0),
              json.path("critical").asBoolean(true),
              List.of(),
              false));
    }
    return checks;
  }

  void put(CheckDefinition check, URI url) throws IOException {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("url", url.toString());
    json.put("intervalMillis", check.interval().toMillis());
    json.put("timeoutMillis", check.timeout().toMillis());
    json.put("retries", check.retries());
    json.put("critical", check.critical());
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(KIND, check.name(), json.toString(), StateEntry.NEVER))));
  }

  void remove(String name) throws IOException {
    state.apply(List.of(new StateChange.Remove(KIND, name)));
  }
}
