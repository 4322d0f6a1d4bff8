package io.vigie.alerts.mute;

import io.vigie.alerts.store.StateJson;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What each silence hid. Counted in memory and written from time to time: a kill can cost the
/// counts of the last seconds, and no alert. Thread-safe.
public final class HiddenAlerts {
  static final String KIND = "alerts.silence_hidden";

  /// Of more alerts than these it is not remembered which they were.
  private static final int MAX_REMEMBERED = 1000;

  private final StateStore state;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, Tally> tallies = new HashMap<>();
  private final Set<String> dirty = new HashSet<>();

  private static final class Tally {
    final Set<String> fingerprints = new LinkedHashSet<>();
    long alerts;
    long messages;
    long lastMillis;
  }

  /// @param alerts how many different ones; beyond a thousand an estimate from above
  /// @param messages how often an alert was left out of a message or a reminder
  /// @param lastMillis when it last was, milliseconds since the epoch; 0 for never
  public record Count(long alerts, long messages, long lastMillis) {
    static final Count NONE = new Count(0, 0, 0);
  }

  HiddenAlerts(StateStore state) {
    this.state = state;
  }

  void restore() throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(KIND)) {
        tallies.put(entry.key(), fromJson(StateJson.parse(entry.value())));
      }
    }
  }

  /// An alert was kept from a message.
  public void hid(Collection<String> silenceIds, String fingerprint, long nowMillis) {
    synchronized (lock) {
      for (String id : silenceIds) {
        Tally tally = tallies.computeIfAbsent(id, _ -> new Tally());
        if (!tally.fingerprints.contains(fingerprint)) {
          tally.alerts++;
          if (tally.fingerprints.size() < MAX_REMEMBERED) {
            tally.fingerprints.add(fingerprint);
          }
        }
        tally.messages++;
        tally.lastMillis = nowMillis;
        dirty.add(id);
      }
    }
  }

  public Count of(String silenceId) {
    synchronized (lock) {
      Tally tally = tallies.get(silenceId);
      return tally == null ? Count.NONE : new Count(tally.alerts, tally.messages, tally.lastMillis);
    }
  }

  /// Writes what changed, and forgets silences that there are no more.
  void flush(Collection<String> known) throws IOException {
    List<StateChange> changes = new ArrayList<>();
    synchronized (lock) {
      for (String id : List.copyOf(tallies.keySet())) {
        if (!known.contains(id)) {
          tallies.remove(id);
          dirty.remove(id);
          changes.add(new StateChange.Remove(KIND, id));
        }
      }
      for (String id : dirty) {
        Tally tally = tallies.get(id);
        if (tally != null) {
          changes.add(
              new StateChange.Put(
                  new StateEntry(KIND, id, toJson(tally).toString(), StateEntry.NEVER)));
        }
      }
      if (!changes.isEmpty()) {
        state.apply(changes);
      }
      dirty.clear();
    }
  }

  private static ObjectNode toJson(Tally tally) {
    ObjectNode json = StateJson.object();
    json.put("alerts", tally.alerts);
    json.put("messages", tally.messages);
    json.put("last", tally.lastMillis);
    ArrayNode list = json.putArray("fingerprints");
    tally.fingerprints.forEach(list::add);
    return json;
  }

  private static Tally fromJson(JsonNode json) {
    Tally tally = new Tally();
    tally.alerts = json.path("alerts").asLong();
    tally.messages = json.path("messages").asLong();
    tally.lastMillis = json.path("last").asLong();
    json.path("fingerprints").forEach(each -> tally.fingerprints.add(each.asString("")));
    return tally;
  }
}
