package io.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [StateStore] does. A test of an implementation extends it.
public abstract class StateStoreContract {
  protected final FakeClock clock = new FakeClock();
  private StateStore store;

  /// An empty store.
  protected abstract StateStore open(InstantSource clock) throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = open(clock);
  }

  private static StateEntry entry(String kind, String key, String value) {
    return new StateEntry(kind, key, value, StateEntry.NEVER);
  }

  private void put(StateEntry... entries) throws IOException {
    List<StateChange> changes = new ArrayList<>();
    for (StateEntry entry : entries) {
      changes.add(new StateChange.Put(entry));
    }
    store.apply(changes);
  }

  @Test
  void whatWasPutIsThere() throws IOException {
    put(entry("silence", "a", "{\"é\":\"✓ '\\\"\"}"));

    assertThat(store.get("silence", "a")).contains(entry("silence", "a", "{\"é\":\"✓ '\\\"\"}"));
    assertThat(store.get("silence", "b")).isEmpty();
    assertThat(store.get("other", "a")).isEmpty();
  }

  @Test
  void puttingAgainReplaces() throws IOException {
    put(entry("silence", "a", "1"));
    put(entry("silence", "a", "2"));

    assertThat(store.list("silence")).containsExactly(entry("silence", "a", "2"));
  }

  @Test
  void aListIsOfOneKindAndOrderedByKey() throws IOException {
    put(entry("b", "2", "x"), entry("b", "10", "y"), entry("a", "1", "z"), entry("b", "é", "é"));

    assertThat(store.list("b")).extracting(StateEntry::key).containsExactly("10", "2", "é");
    assertThat(store.list("none")).isEmpty();
  }

  @Test
  void changesAreMadeInTheirOrder() throws IOException {
    store.apply(
        List.of(
            new StateChange.Put(entry("k", "a", "1")),
            new StateChange.Remove("k", "a"),
            new StateChange.Put(entry("k", "b", "1")),
            new StateChange.Put(entry("k", "b", "2")),
            new StateChange.Remove("k", "absent")));

    assertThat(store.list("k")).containsExactly(entry("k", "b", "2"));
  }

  @Test
  void anExpiredEntryIsNotThere() throws IOException {
    long inAMinute = clock.millis() + 60_000;
    put(new StateEntry("k", "a", "1", inAMinute), entry("k", "b", "2"));

    clock.advance(Duration.ofMillis(59_999));
    assertThat(store.list("k")).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(store.list("k")).extracting(StateEntry::key).containsExactly("b");
    assertThat(store.get("k", "a")).isEmpty();
  }

  @Test
  void noChangesAreNoChange() throws IOException {
    store.apply(List.of());

    assertThat(store.list("k")).isEmpty();
  }

  @Test
  void manyWriteAtOnceAndNothingIsLost() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String prefix = writer + "-";
        writers.add(pool.submit(() -> writeTwenty(prefix)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(store.list("many")).hasSize(160);
  }

  private Void writeTwenty(String prefix) throws IOException, ExecutionException {
    for (int i = 0; i < 20; i++) {
      put(entry("many", prefix + i, "x"));
    }
    return null;
  }
}
