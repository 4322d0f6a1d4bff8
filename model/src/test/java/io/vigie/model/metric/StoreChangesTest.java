package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreChangesTest {
  private final StoreChanges changes = new StoreChanges();

  @Test
  void nothingChangesByItself() {
    assertThat(changes.lowestMillisSince(changes.version())).isEqualTo(StoreChanges.NOTHING);
  }

  @Test
  void theLowestTimestampSinceAVersionCounts() {
    changes.changed(50_000);
    long version = changes.version();
    changes.changed(70_000);
    changes.changed(60_000);
    changes.changed(80_000);
    assertThat(changes.lowestMillisSince(version)).isEqualTo(60_000);
    assertThat(changes.lowestMillisSince(0)).isEqualTo(50_000);
  }

  @Test
  void whatIsForgottenMayHaveBeenAnything() {
    long version = changes.version();
    for (int second = 0; second < 10_000; second++) {
      changes.changed(second * 1000L);
    }
    assertThat(changes.lowestMillisSince(version)).isEqualTo(StoreChanges.EVERYTHING);
    assertThat(changes.lowestMillisSince(changes.version() - 10)).isEqualTo(9_990_000);
  }

  @Test
  void everythingAndTheLowestTimestampAreTakenAsTheyAre() {
    long version = changes.version();
    changes.changed(Long.MIN_VALUE + 1);
    assertThat(changes.lowestMillisSince(version)).isEqualTo(StoreChanges.EVERYTHING);
  }

  @Test
  void aStoreThatDoesNotTellMayHaveChangedAtAnyTime() {
    assertThat(StoreChanges.untracked().lowestMillisSince(0)).isEqualTo(StoreChanges.EVERYTHING);
  }

  @Test
  void theAnswerIsTheLowestOfAllThatCameLater() {
    Random random = new Random(1);
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      long millis = i * 300L - random.nextInt(random.nextInt(20) == 0 ? 500_000 : 2000);
      changes.changed(millis);
      all.add(millis);
      int since = random.nextInt(all.size());
      long lowest =
          all.subList(since, all.size()).stream().mapToLong(Long::longValue).min().orElseThrow();
      assertThat(changes.lowestMillisSince(since)).isBetween(lowest - 1000, lowest);
    }
  }
}
