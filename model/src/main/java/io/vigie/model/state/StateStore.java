package io.vigie.model.state;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Small durable values by kind and key: silences, sent notifications, pending alerts,
/// acknowledgements. Meant for thousands of entries a kind, each of some kilobytes.
///
/// Thread-safe. What [#apply] accepted survives a crash of the process and of the machine.
public interface StateStore {
  /// The entry, unless it is absent or has expired.
  ///
  /// @throws IOException if the store cannot be read now
  Optional<StateEntry> get(String kind, String key) throws IOException;

  /// All entries of a kind that have not expired, ordered by key.
  ///
  /// @throws IOException if the store cannot be read now
  List<StateEntry> list(String kind) throws IOException;

  /// Makes all changes, in their order, or none. Returns when they are durable.
  ///
  /// @throws IOException if they could not be made durable; then none of them is visible
  void apply(List<StateChange> changes) throws IOException;
}
