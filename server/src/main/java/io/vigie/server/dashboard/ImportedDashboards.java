package io.vigie.server.dashboard;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The dashboards that people imported, behind the state door. What a list says of each is kept
/// apart from its document, so that listing does not read them all.
///
/// Thread-safe.
final class ImportedDashboards {
  private static final String ENTRY = "dashboard";
  private static final String DOCUMENT = "dashboard-document";

  private final StateStore state;

  ImportedDashboards(StateStore state) {
    this.state = state;
  }

  /// @throws IOException if they cannot be read now
  Map<String, DashboardEntry> entries() throws IOException {
    Map<String, DashboardEntry> entries = new LinkedHashMap<>();
    for (StateEntry stored : state.list(ENTRY)) {
      entries.put(stored.key(), entry(stored));
    }
    return entries;
  }

  private static DashboardEntry entry(StateEntry stored) {
    JsonNode json = JsonMapper.shared().readTree(stored.value());
    List<String> tags = new ArrayList<>();
    json.path("tags").forEach(tag -> tags.add(tag.asString()));
    return new DashboardEntry(
        stored.key(),
        json.path("title").asString(""),
        tags,
        json.path("folder").asString(""),
        Origin.IMPORTED,
        Optional.empty(),
        true);
  }

  Optional<DashboardDocument> document(String uid) throws IOException, DashboardException {
    Optional<StateEntry> stored = state.get(DOCUMENT, uid);
    return stored.isPresent()
        ? Optional.of(DashboardDocument.parse(stored.get().value()))
        : Optional.empty();
  }

  /// What has to change for a dashboard to be kept.
  static List<StateChange> putting(DashboardEntry entry, DashboardDocument document) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("title", entry.title()).put("folder", entry.folder());
    ArrayNode tags = json.putArray("tags");
    entry.tags().forEach(tags::add);
    return List.of(
        put(ENTRY, entry.uid(), json.toString()), put(DOCUMENT, entry.uid(), document.text()));
  }

  private static StateChange put(String kind, String uid, String value) {
    return new StateChange.Put(new StateEntry(kind, uid, value, StateEntry.NEVER));
  }

  static List<StateChange> removing(String uid) {
    return List.of(new StateChange.Remove(ENTRY, uid), new StateChange.Remove(DOCUMENT, uid));
  }
}
