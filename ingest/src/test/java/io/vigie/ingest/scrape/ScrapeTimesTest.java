package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTimesTest {
  @ParameterizedTest
  @CsvSource({
    "16002, 16000", // two milliseconds late
    "16003, 16003", // three are too many
    "15999, 15999", // early is not aligned
    "46001, 46000", // after two that were left out
  })
  void alignsWhatIsAlmostOnTime(long now, long timestamp) {
    ScrapeTimes times = new ScrapeTimes(15_000, 2);
    assertThat(times.timestampMillis(1_000)).isEqualTo(1_000);
    assertThat(times.timestampMillis(now)).isEqualTo(timestamp);
  }

  @Test
  void aShortIntervalToleratesLess() {
    ScrapeTimes times = new ScrapeTimes(100, 2);
    assertThat(times.timestampMillis(1_000)).isEqualTo(1_000);
    assertThat(times.timestampMillis(1_101)).isEqualTo(1_100);
    assertThat(times.timestampMillis(1_202)).isEqualTo(1_202);
  }

  @Test
  void withoutToleranceNothingIsMoved() {
    ScrapeTimes times = new ScrapeTimes(15_000, 0);
    assertThat(times.timestampMillis(1_000)).isEqualTo(1_000);
    assertThat(times.timestampMillis(16_001)).isEqualTo(16_001);
  }

  @Test
  void beginsAnewWhenTheClockIsSetBack() {
    ScrapeTimes times = new ScrapeTimes(15_000, 2);
    times.timestampMillis(100_000);
    assertThat(times.timestampMillis(50_000)).isEqualTo(50_000);
    assertThat(times.timestampMillis(65_001)).isEqualTo(65_000);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 105, 10, 110", // on time
    "100, 110, 10, 110",
    "100, 118, 10, 110", // one was missed: at once
    "100, 131, 10, 130", // of several only the last is made up for
  })
  void missedScrapesAreMadeUpForOnce(long due, long now, long interval, long next) {
    assertThat(ScrapeTimes.nextNanos(due, now, interval)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 3", "100, 3, 3", "105, 3, 8", "103, 3, 0", "100, -1, 5"})
  void waitsForItsPlaceInTheInterval(long now, long spread, long wait) {
    assertThat(ScrapeTimes.offsetNanos(now, 10, spread)).isEqualTo(wait);
  }

  @Test
  void spreadsTargetsOverTheInterval() {
    int[] tenths = new int[10];
    TargetAssembly assembly = new TargetAssembly(ScrapeConfig.builder("job").build());
    for (int i = 0; i < 1000; i++) {
      var labels = io.vigie.model.metric.Labels.of("__address__", "host-" + i + ":9100");
      var kept =
          (TargetAssembly.Outcome.Kept)
              assembly.assemble(labels, io.vigie.model.metric.Labels.EMPTY);
      tenths[(int) ScrapeTimes.offsetNanos(0, 10, kept.target().spread())]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(60, 140);
    }
  }
}
