package io.vigie.model.state;

import static java.util.Objects.requireNonNull;

/// One step of an atomic change of a [StateStore].
public sealed interface StateChange {
  /// Adds an entry, or replaces the one of the same kind and key.
  record Put(StateEntry entry) implements StateChange {
    public Put {
      requireNonNull(entry, "entry is null");
    }
  }

  /// Removes an entry; nothing happens if there is none.
  record Remove(String kind, String key) implements StateChange {
    public Remove {
      requireNonNull(kind, "kind is null");
      requireNonNull(key, "key is null");
    }
  }
}
