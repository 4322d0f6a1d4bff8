package io.vigie.health.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.health.HealthState;
import io.vigie.health.component.Component.Finding;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {
  private final FakeClock clock = new FakeClock();

  private Components.Snapshot look(Duration deadline, Component... components) {
    try (Components all =
        new Components(List.of(components), Duration.ofHours(1), deadline, clock, clock)) {
      all.lookAtAll();
      return all.latest();
    }
  }

  private static Component seen(String name, boolean critical, HealthState state) {
    return new Component(name, critical, () -> new Finding(state, Map.of()));
  }

  @Test
  void theWholeIsAsBadAsTheWorstOfWhatItCannotDoWithout() {
    Duration patience = Duration.ofSeconds(30);
    assertThat(look(patience, seen("a", true, HealthState.HEALTHY)).state())
        .isEqualTo(HealthState.HEALTHY);
    assertThat(look(patience, seen("a", true, HealthState.DEGRADED)).isUseful()).isTrue();
    assertThat(look(patience, seen("a", true, HealthState.UNHEALTHY)).isUseful()).isFalse();
    assertThat(look(patience, seen("a", false, HealthState.UNHEALTHY)).state())
        .isEqualTo(HealthState.DEGRADED);
  }

  @Test
  void aPartThatFailsOrHangsCostsOnlyItself() {
    CountDownLatch never = new CountDownLatch(1);
    Components.Snapshot snapshot =
        look(
            Duration.ofMillis(200),
            new Component(
                "broken",
                false,
                () -> {
                  throw new IOException("disk gone");
                }),
            new Component(
                "hanging",
                false,
                () -> {
                  never.await();
                  return Finding.healthy(Map.of());
                }),
            seen("well", true, HealthState.HEALTHY));
    assertThat(snapshot.components())
        .extracting(ComponentStatus::error)
        .containsExactly("disk gone", "no answer within 200 ms", "");
    assertThat(snapshot.state()).isEqualTo(HealthState.DEGRADED);
  }

  @Test
  void aFolderIsWrittenToAndLeftAsItWas(@TempDir Path folder) throws IOException {
    assertThat(new FolderComponent(folder).at().details()).containsKeys("freeBytes", "freePercent");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
