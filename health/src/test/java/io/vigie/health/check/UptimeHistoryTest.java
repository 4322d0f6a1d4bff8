package io.vigie.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.health.HealthState;
import io.vigie.model.state.StateEntry;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UptimeHistoryTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final FakeClock clock = new FakeClock();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);
  private final InMemoryEventLog events = new InMemoryEventLog();
  private UptimeHistory history = new UptimeHistory(state, events, clock);
  private final CheckDefinition check =
      new CheckDefinition(
          "api",
          new CheckTarget.Tcp("x", 1),
          HALF_AN_HOUR,
          Duration.ofSeconds(5),
          0,
          true,
          List.of(),
          true);

  private void see(HealthState how, int rounds) {
    for (int i = 0; i < rounds; i++) {
      clock.advance(HALF_AN_HOUR);
      String phase = how == HealthState.HEALTHY ? "" : "connect";
      history.record(
          check,
          new CheckResult(
              clock.millis(),
              how,
              Duration.ofMillis(20),
              phase,
              phase,
              Map.of(),
              Optional.empty()));
    }
  }

  private void toMidnight() {
    Instant midnight =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusDays(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    clock.advance(Duration.between(clock.instant(), midnight));
  }

  private DayUptime day(int daysAgo) throws IOException {
    return history.days("api", 90).get(89 - daysAgo);
  }

  @Test
  void aResultStandsForTheTimeSinceTheOneBefore() throws Exception {
    toMidnight();
    see(HealthState.HEALTHY, 24);
    see(HealthState.UNHEALTHY, 12);
    see(HealthState.DEGRADED, 11);

    DayUptime today = day(0);
    assertThat(today.healthyMillis()).isEqualTo(Duration.ofHours(12).toMillis());
    assertThat(today.unhealthyMillis()).isEqualTo(Duration.ofHours(6).toMillis());
    assertThat(today.upMillis()).isEqualTo(Duration.ofMinutes(17 * 60 + 30).toMillis());
    assertThat(today.rounds()).isEqualTo(47);
    assertThat(today.failures()).isEqualTo(12);
    assertThat(today.responseMillis()).isEqualTo(47 * 20.0);
  }

  @Test
  void timeInWhichNobodyLookedCountsForNothing() throws Exception {
    toMidnight();
    see(HealthState.HEALTHY, 2);
    clock.advance(Duration.ofHours(10));
    see(HealthState.HEALTHY, 1);

    assertThat(day(0).knownMillis()).isEqualTo(Duration.ofHours(2).toMillis());
    assertThat(day(1).knownMillis()).isEqualTo(0);
  }

  @Test
  void monthsAreThereAfterARestart() throws Exception {
    toMidnight();
    see(HealthState.HEALTHY, 48 * 40);
    history.close();

    history = new UptimeHistory(state, events, clock);
    see(HealthState.UNHEALTHY, 1);

    List<DayUptime> days = history.days("api", 90);
    assertThat(days).hasSize(90);
    assertThat(days.stream().mapToLong(DayUptime::healthyMillis).sum())
        .isEqualTo(Duration.ofDays(40).toMillis());
    assertThat(day(0).failures()).isEqualTo(1);
    history.close();
    assertThat(state.list(UptimeHistory.MONTHS))
        .hasSizeBetween(2, 3)
        .allSatisfy(entry -> assertThat(entry.expiresAtMillis()).isNotEqualTo(StateEntry.NEVER));
  }

  @Test
  void changesAreToldNewestFirstAndForgottenAfterThirtyDays() throws Exception {
    see(HealthState.HEALTHY, 2);
    see(HealthState.UNHEALTHY, 2);
    see(HealthState.HEALTHY, 1);

    assertThat(history.changes("api", 10))
        .extracting(CheckChange::from, CheckChange::to, CheckChange::phase)
        .containsExactly(
            tuple(HealthState.UNHEALTHY, HealthState.HEALTHY, ""),
            tuple(HealthState.HEALTHY, HealthState.UNHEALTHY, "connect"));
    assertThat(history.changes("other", 10)).isEmpty();

    see(HealthState.HEALTHY, 48 * 31);
    assertThat(history.changes("api", 10)).isEmpty();
  }
}
