package io.vigie.server.dashboard;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What dashboards were, behind the state door: a list of versions for each, and the documents
/// apart from it. The oldest go when there are too many, or when they are too large together.
///
/// Thread-safe, except that two changes of one dashboard must not be made at a time.
final class DashboardHistory {
  static final int MAX_VERSIONS = 50;

  /// Of all versions of a dashboard together; the newest is kept whatever its size.
  static final long MAX_BYTES = 8L << 20;

  private static final String VERSIONS = "dashboard-versions";
  private static final String DOCUMENT = "dashboard-version";

  private final StateStore state;

  DashboardHistory(StateStore state) {
    this.state = state;
  }

  /// A version and the size of its document.
  private record Kept(DashboardVersion version, long sizeBytes) {}

  /// The newest first.
  ///
  /// @throws IOException if they cannot be read now
  List<DashboardVersion> versions(String uid) throws IOException {
    return read(uid).stream().map(Kept::version).toList().reversed();
  }

  /// @throws IOException if it cannot be read now
  Optional<DashboardDocument> document(String uid, int number)
      throws IOException, DashboardException {
    Optional<StateEntry> stored = state.get(DOCUMENT, key(uid, number));
    return stored.isPresent()
        ? Optional.of(DashboardDocument.parse(stored.get().value()))
        : Optional.empty();
  }

  /// What has to change for a document to be the newest version.
  ///
  /// @param before what it replaces; kept as a version of its own if none is like it
  List<StateChange> adding(
      String uid, Optional<DashboardDocument> before, DashboardDocument document, Saved saved)
      throws IOException {
    List<Kept> kept = new ArrayList<>(read(uid));
    List<StateChange> changes = new ArrayList<>();
    if (before.isPresent() && !isNewest(kept, before.get())) {
      add(uid, before.get(), new Saved(saved.at(), "", ""), kept, changes);
    }
    if (!isNewest(kept, document)) {
      add(uid, document, saved, kept, changes);
    }
    dropOldest(uid, kept, changes);
    changes.add(put(VERSIONS, uid, write(kept)));
    return changes;
  }

  /// Who saved something when, and why.
  record Saved(Instant at, String by, String message) {}

  private static boolean isNewest(List<Kept> kept, DashboardDocument document) {
    return !kept.isEmpty() && kept.getLast().version().version().equals(document.version());
  }

  private static void add(
      String uid,
      DashboardDocument document,
      Saved saved,
      List<Kept> kept,
      List<StateChange> changes) {
    int number = kept.isEmpty() ? 1 : kept.getLast().version().number() + 1;
    String text = document.text();
    DashboardVersion version =
        new DashboardVersion(number, saved.at(), saved.by(), saved.message(), document.version());
    kept.add(new Kept(version, text.length()));
    changes.add(put(DOCUMENT, key(uid, number), text));
  }

  private static void dropOldest(String uid, List<Kept> kept, List<StateChange> changes) {
    long sizeBytes = kept.stream().mapToLong(Kept::sizeBytes).sum();
    while (kept.size() > 1 && (kept.size() > MAX_VERSIONS || sizeBytes > MAX_BYTES)) {
      Kept oldest = kept.removeFirst();
      sizeBytes -= oldest.sizeBytes();
      changes.add(new StateChange.Remove(DOCUMENT, key(uid, oldest.version().number())));
    }
  }

  /// What has to change for a dashboard to have no past.
  ///
  /// @throws IOException if it cannot be read now
  List<StateChange> removing(String uid) throws IOException {
    List<StateChange> changes = new ArrayList<>();
    for (Kept each : read(uid)) {
      changes.add(new StateChange.Remove(DOCUMENT, key(uid, each.version().number())));
    }
    changes.add(new StateChange.Remove(VERSIONS, uid));
    return changes;
  }

  private List<Kept> read(String uid) throws IOException {
    List<Kept> kept = new ArrayList<>();
    Optional<StateEntry> stored = state.get(VERSIONS, uid);
    if (stored.isPresent()) {
      for (JsonNode each : JsonMapper.shared().readTree(stored.get().value())) {
        kept.add(kept(each));
      }
    }
    return kept;
  }

  private static Kept kept(JsonNode json) {
    DashboardVersion version =
        new DashboardVersion(
            json.path("number").asInt(),
            Instant.ofEpochMilli(json.path("savedAtMillis").asLong()),
            json.path("savedBy").asString(""),
            json.path("message").asString(""),
            json.path("version").asString(""));
    return new Kept(version, json.path("sizeBytes").asLong());
  }

  private static String write(List<Kept> kept) {
    ArrayNode json = JsonMapper.shared().createArrayNode();
    for (Kept each : kept) {
      DashboardVersion version = each.version();
      json.addObject()
          .put("number", version.number())
          .put("savedAtMillis", version.savedAt().toEpochMilli())
          .put("savedBy", version.savedBy())
          .put("message", version.message())
          .put("version", version.version())
          .put("sizeBytes", each.sizeBytes());
    }
    return json.toString();
  }

  private static String key(String uid, int number) {
    return uid + "/" + number;
  }

  private static StateChange put(String kind, String key, String value) {
    return new StateChange.Put(new StateEntry(kind, key, value, StateEntry.NEVER));
  }
}
