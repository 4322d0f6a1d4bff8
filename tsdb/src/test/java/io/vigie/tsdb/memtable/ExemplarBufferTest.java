package io.vigie.tsdb.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemplarBufferTest {
  private static final Labels SERIES = Labels.of("__name__", "a");

  private final ExemplarBuffer buffer = new ExemplarBuffer(3);

  private void add(long... timestampsMillis) {
    for (long timestampMillis : timestampsMillis) {
      buffer.add(SERIES, new Exemplar(Labels.EMPTY, 1, timestampMillis));
    }
  }

  private List<Long> kept() {
    return buffer.select(TimeRange.ALWAYS, List.of()).getOrDefault(SERIES, List.of()).stream()
        .map(Exemplar::timestampMillis)
        .toList();
  }

  @Test
  void theOldestGoesWhereThereIsNoRoom() {
    add(1, 2, 3, 4);
    assertThat(kept()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aSmallerRoomKeepsTheNewest() {
    add(1, 2, 3);
    buffer.capacity(2);
    assertThat(kept()).containsExactly(2L, 3L);
    add(4);
    assertThat(kept()).containsExactly(3L, 4L);
  }

  @Test
  void aLargerRoomIsFilledBeforeAnythingGoes() {
    add(1, 2, 3);
    buffer.capacity(5);
    add(4, 5);
    assertThat(kept()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void withoutRoomNothingIsKept() {
    add(1, 2);
    buffer.capacity(0);
    add(3);
    assertThat(kept()).isEmpty();
  }
}
