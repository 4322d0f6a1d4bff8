package io.vigie.testkit;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A [StateStore] in a map, for tests; what it holds survives whoever used it. Thread-safe.
public final class InMemoryStateStore implements StateStore {
  private record Name(String kind, String key) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : key.compareTo(other.key);
    }
  }

  private final InstantSource clock;
  private final TreeMap<Name, StateEntry> entries = new TreeMap<>();
  private @Nullable IOException failure;

  public InMemoryStateStore(InstantSource clock) {
    this.clock = clock;
  }

  /// From now on every call fails like this, as with a full disk.
  public synchronized void failWith(IOException broken) {
    failure = broken;
  }

  /// Ends what [#failWith] began.
  public synchronized void heal() {
    failure = null;
  }

  @Override
  public synchronized Optional<StateEntry> get(String kind, String key) throws IOException {
    failIfBroken();
    return Optional.ofNullable(entries.get(new Name(kind, key))).filter(this::alive);
  }

  @Override
  public synchronized List<StateEntry> list(String kind) throws IOException {
    failIfBroken();
    return entries.values().stream()
        .filter(entry -> entry.kind().equals(kind))
        .filter(this::alive)
        .toList();
  }

  @Override
  public synchronized void apply(List<StateChange> changes) throws IOException {
    failIfBroken();
    for (StateChange change : changes) {
      switch (change) {
        case StateChange.Put(StateEntry entry) ->
            entries.put(new Name(entry.kind(), entry.key()), entry);
        case StateChange.Remove(String kind, String key) -> entries.remove(new Name(kind, key));
      }
    }
  }

  private boolean alive(StateEntry entry) {
    return entry.expiresAtMillis() > clock.millis();
  }

  private void failIfBroken() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }
}
