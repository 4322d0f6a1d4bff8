package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.VigieOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServeOptionsTest {
  private static VigieOptions options(String... arguments) {
    FlagValues flags = FlagValues.of(FlagParser.parse(List.of(arguments)), Map.of());
    return ServeOptions.from(flags, List.of(), LoggerFactory.getLogger(ServeOptionsTest.class));
  }

  @Test
  void alignsTimestampsUnlessToldOtherwise() {
    assertThat(options().scrape().timestampTolerance()).isEqualTo(Duration.ofMillis(2));
    assertThat(options("--scrape.timestamp-tolerance=20ms").scrape().timestampTolerance())
        .isEqualTo(Duration.ofMillis(20));
    assertThat(options("--no-scrape.adjust-timestamps").scrape().timestampTolerance()).isZero();
  }

  @Test
  void takesUpTargetsAsOftenAsAsked() {
    assertThat(options("--scrape.discovery-reload-interval=1s").scrape().syncInterval())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void switchesScrapeFeaturesOn() {
    assertThat(options().scrape().zeroSamplesAtStart()).isFalse();
    VigieOptions wanted =
        options("--enable-feature=created-timestamp-zero-ingestion, type-and-unit-labels");
    assertThat(wanted.scrape().zeroSamplesAtStart()).isTrue();
    assertThat(wanted.scrape().typeAndUnitLabels()).isTrue();
    assertThat(options("--enable-feature=st-storage").scrape().createdAsStartTimestamps()).isTrue();
  }
}
