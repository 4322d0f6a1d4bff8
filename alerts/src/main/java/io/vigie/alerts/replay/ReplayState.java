package io.vigie.alerts.replay;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// State that is forgotten with its replay. Thread-safe.
final class ReplayState implements StateStore {
  private final InstantSource clock;

  /// By kind and key. Guarded by this.
  private final Map<String, TreeMap<String, StateEntry>> entries = new HashMap<>();

  ReplayState(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<StateEntry> get(String kind, String key) {
    return Optional.ofNullable(ofKind(kind).get(key)).filter(this::isAlive);
  }

  @Override
  public synchronized List<StateEntry> list(String kind) {
    return ofKind(kind).values().stream().filter(this::isAlive).toList();
  }

  @Override
  public synchronized void apply(List<StateChange> changes) {
    for (StateChange change : changes) {
      switch (change) {
        case StateChange.Put(StateEntry entry) -> ofKind(entry.kind()).put(entry.key(), entry);
        case StateChange.Remove(String kind, String key) -> ofKind(kind).remove(key);
      }
    }
  }

  private Map<String, StateEntry> ofKind(String kind) {
    return entries.computeIfAbsent(kind, _ -> new TreeMap<>());
  }

  private boolean isAlive(StateEntry entry) {
    return entry.expiresAtMillis() > clock.millis();
  }
}
