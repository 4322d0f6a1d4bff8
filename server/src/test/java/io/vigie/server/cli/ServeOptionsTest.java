package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vigie.server.VigieOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ServeOptionsTest {
  private static VigieOptions options(String... arguments) {
    return options(LoggerFactory.getLogger(ServeOptionsTest.class), arguments);
  }

  private static VigieOptions options(org.slf4j.Logger log, String... arguments) {
    FlagValues flags = FlagValues.of(FlagParser.parse(List.of(arguments)), Map.of());
    return ServeOptions.from(flags, List.of(), log);
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

  /// Every name that Prometheus 3.14 knows.
  @ParameterizedTest
  @CsvSource({
    "concurrent-rule-eval, true",
    "created-timestamp-zero-ingestion, true",
    "delayed-compaction, false",
    "exemplar-storage, true",
    "extra-scrape-metrics, true",
    "histograms-st-encoding, false",
    "memory-snapshot-on-shutdown, false",
    "metadata-wal-records, false",
    "old-ui, false",
    "otlp-deltatocumulative, false",
    "otlp-native-delta-ingestion, false",
    "promql-binop-fill-modifiers, true",
    "promql-delayed-name-removal, true",
    "promql-duration-expr, true",
    "promql-experimental-functions, true",
    "promql-extended-range-selectors, true",
    "promql-per-step-stats, true",
    "search-api, true",
    "st-storage, true",
    "st-synthesis, false",
    "type-and-unit-labels, true",
    "use-start-timestamps, true",
    "use-uncached-io, false",
    "xor2-encoding, false",
  })
  void aFeatureHasItsEffectOrSaysOnceThatItHasNone(String feature, boolean hasEffect) {
    assertThat(warningsOf("--enable-feature=" + feature))
        .isEqualTo(
            hasEffect
                ? List.of()
                : List.of("feature \"" + feature + "\" of --enable-feature is not available here"));
  }

  @Test
  void anUnknownFeatureIsNoReasonNotToStart() {
    assertThat(warningsOf("--enable-feature=promql-per-step-stat"))
        .singleElement()
        .asString()
        .startsWith("feature \"promql-per-step-stat\" of --enable-feature is unknown")
        .contains("promql-per-step-stats");
  }

  private static List<String> warningsOf(String argument) {
    Logger log = (Logger) LoggerFactory.getLogger(ServeOptionsTest.class.getName() + argument);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    log.addAppender(appender);
    options(log, argument);
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
