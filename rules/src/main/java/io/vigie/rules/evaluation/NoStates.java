package io.vigie.rules.evaluation;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.util.List;
import java.util.Optional;

/// Forgets everything at once: for rules that are only tried out.
final class NoStates implements StateStore {
  @Override
  public Optional<StateEntry> get(String kind, String key) {
    return Optional.empty();
  }

  @Override
  public List<StateEntry> list(String kind) {
    return List.of();
  }

  @Override
  public void apply(List<StateChange> changes) {}
}
