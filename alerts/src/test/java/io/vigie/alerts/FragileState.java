package io.vigie.alerts;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A state store whose process dies before or after a change, or at a delivery, as told. What the
/// process still does after that counts for nothing.
final class FragileState implements StateStore {
  /// The process is gone.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final StateStore durable;
  private final Random random;
  private int stepsLeft = Integer.MAX_VALUE;

  FragileState(StateStore durable, Random random) {
    this.durable = durable;
    this.random = random;
  }

  synchronized void dieAfter(int steps) {
    stepsLeft = steps;
  }

  synchronized void live() {
    stepsLeft = Integer.MAX_VALUE;
  }

  synchronized boolean isDead() {
    return stepsLeft < 0;
  }

  synchronized void step() {
    if (stepsLeft != Integer.MAX_VALUE && stepsLeft-- <= 0) {
      throw new Killed();
    }
  }

  @Override
  public Optional<StateEntry> get(String kind, String key) throws IOException {
    return durable.get(kind, key);
  }

  @Override
  public List<StateEntry> list(String kind) throws IOException {
    return durable.list(kind);
  }

  @Override
  public void apply(List<StateChange> changes) throws IOException {
    step();
    durable.apply(changes);
    if (random.nextBoolean()) {
      step();
    }
  }
}
