package io.vigie.testkit;

import io.vigie.model.state.StateStore;
import java.time.InstantSource;

class InMemoryStateStoreTest extends StateStoreContract {
  @Override
  protected StateStore open(InstantSource clock) {
    return new InMemoryStateStore(clock);
  }
}
