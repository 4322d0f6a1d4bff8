package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.recognition.Stranger;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import io.vigie.model.metric.NameValidation;
import io.vigie.model.metric.RegexMatcher;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeLoopTest {
  private static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";

  private final ScrapeFixture fixture = new ScrapeFixture();
  private final ScrapeConfigBuilder config = ScrapeConfig.builder("job");

  private ScrapeFixture.HandLoop loop(String... labels) {
    return fixture.loop(config.build(), labels);
  }

  @Test
  void storesSamplesUnderTheTargetsLabels() throws Exception {
    LastScrape last = loop().scrape("a{x=\"1\"} 5\n");
    assertThat(last.health()).isEqualTo(TargetHealth.UP);
    assertThat(fixture.samples("a"))
        .containsExactly("{instance=\"localhost:9100\", job=\"job\", x=\"1\"} 5@1010");
  }

  @Test
  void writesTheAutomaticSeries() throws Exception {
    config.metricRelabelRules(
        List.of(new RelabelRule.Drop(Source.of("__name__"), RegexMatcher.compile("b"))));
    var loop = loop();
    loop.scrape("a 1\nb 2\n");
    loop.scrape("a 1\nb 2\nc 3\n");
    assertThat(fixture.only("up")).isEqualTo("1@1010 1@1020");
    assertThat(fixture.only("scrape_samples_scraped")).isEqualTo("2@1010 3@1020");
    assertThat(fixture.only("scrape_samples_post_metric_relabeling")).isEqualTo("1@1010 2@1020");
    assertThat(fixture.only("scrape_series_added")).isEqualTo("1@1010 1@1020");
    assertThat(fixture.samples("scrape_duration_seconds")).hasSize(1);
    assertThat(fixture.samples("scrape_timeout_seconds")).isEmpty();
    assertThat(fixture.samples("b")).isEmpty();
  }

  @Test
  void writesFurtherOnesIfAskedTo() throws Exception {
    config.extraScrapeMetrics(true).limits(new ScrapeLimits(0, 7, 0, 0, 0, 0, 0, 0));
    loop().scrape("a 1\n");
    assertThat(fixture.only("scrape_timeout_seconds")).isEqualTo("10@1010");
    assertThat(fixture.only("scrape_sample_limit")).isEqualTo("7@1010");
    assertThat(fixture.only("scrape_body_size_bytes")).isEqualTo("4@1010");
  }

  @Test
  void marksASeriesStaleThatDisappears() throws Exception {
    var loop = loop();
    loop.scrape("a 1\nb 2\n");
    loop.scrape("a 1\n");
    loop.scrape("a 1\n");
    assertThat(fixture.only("a")).isEqualTo("1@1010 1@1020 1@1030");
    assertThat(fixture.only("b")).isEqualTo("2@1010 stale@1020");
  }

  @Test
  void marksEverythingStaleWhenTheScrapeFails() throws Exception {
    var loop = loop();
    loop.scrape("a 1\n");
    LastScrape last = loop.fail(Kind.UNREACHABLE, "nobody home");
    loop.fail(Kind.UNREACHABLE, "nobody home");
    loop.scrape("a 2\n");
    assertThat(last.health()).isEqualTo(TargetHealth.DOWN);
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020 2@1040");
    assertThat(fixture.only("up")).isEqualTo("1@1010 0@1020 0@1030 1@1040");
  }

  @Test
  void anEmptyBodyIsASuccessWithoutSamples() throws Exception {
    var loop = loop();
    loop.scrape("a 1\n");
    assertThat(loop.scrape("").health()).isEqualTo(TargetHealth.UP);
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020");
  }

  @Test
  void storesNothingOfABodyThatIsDamaged() throws Exception {
    var loop = loop();
    loop.scrape("a 1\nb 1\n");
    LastScrape last = loop.scrape("a 2\nc 1\nb is broken here\n");
    assertThat(last.failure().orElseThrow().kind()).isEqualTo(Kind.FORMAT);
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.only("b")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.samples("c")).isEmpty();
    assertThat(fixture.only("up")).isEqualTo("1@1010 0@1020");
  }

  @Test
  void takesTheTargetsOwnTimestampsAndDoesNotTrackThem() throws Exception {
    var loop = loop();
    loop.scrape("a 1 1005000\n");
    loop.scrape("");
    assertThat(fixture.only("a")).isEqualTo("1@1005");
  }

  @Test
  void tracksOwnTimestampsIfAskedTo() throws Exception {
    config.trackTimestampsStaleness(true);
    var loop = loop();
    loop.scrape("a 1 1005000\n");
    loop.scrape("");
    assertThat(fixture.only("a")).isEqualTo("1@1005 stale@1020");
  }

  @Test
  void ignoresOwnTimestampsIfAskedTo() throws Exception {
    config.honorTimestamps(false);
    loop().scrape("a 1 1005000\n");
    assertThat(fixture.only("a")).isEqualTo("1@1010");
  }

  @Test
  void refusesTimestampsFarInTheFuture() throws Exception {
    loop().scrape("a 1 9999000000\nb 1\n");
    assertThat(fixture.samples("a")).isEmpty();
    assertThat(fixture.samples("b")).hasSize(1);
    assertThat(fixture.meters.count("prometheus_target_scrapes_sample_out_of_bounds_total"))
        .isEqualTo(1);
  }

  @Test
  void countsASeriesThatIsThereTwice() throws Exception {
    var loop = loop();
    loop.scrape("a 1\na 2\n");
    loop.scrape("a 3\na 4\n");
    assertThat(fixture.only("a")).isEqualTo("1@1010 3@1020");
    assertThat(fixture.meters.count("prometheus_target_scrapes_sample_duplicate_timestamp_total"))
        .isEqualTo(2);
    assertThat(fixture.only("scrape_samples_post_metric_relabeling")).isEqualTo("2@1010 2@1020");
  }

  @Test
  void movesLabelsThatCollideAside() throws Exception {
    loop("exported_job", "target")
        .scrape("a{job=\"own\",instance=\"x\",exported_instance=\"y\"} 1\n");
    assertThat(fixture.samples("a").getFirst())
        .contains("job=\"job\"", "exported_exported_job=\"own\"", "exported_job=\"target\"")
        .contains("exported_instance=\"y\"", "exported_exported_instance=\"x\"");
  }

  @Test
  void leavesLabelsThatCollideIfAskedTo() throws Exception {
    config.honorLabels(true);
    loop("zone", "z").scrape("a{job=\"own\",instance=\"\"} 1\n");
    assertThat(fixture.samples("a"))
        .containsExactly("{instance=\"localhost:9100\", job=\"own\", zone=\"z\"} 1@1010");
    assertThat(fixture.samples("up").getFirst()).contains("job=\"job\"");
  }

  @Test
  void tooManySamplesFailTheWholeScrape() throws Exception {
    config.limits(new ScrapeLimits(0, 2, 0, 0, 0, 0, 0, 0));
    var loop = loop();
    loop.scrape("a 1\nb 1\n");
    LastScrape last = loop.scrape("a 1\nb 1\nc 1\nd 1\n");
    assertThat(last.failure().orElseThrow().text())
        .contains("sample limit exceeded", "exposes 4 samples and sample_limit is 2");
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.samples("c")).isEmpty();
    assertThat(fixture.only("scrape_samples_scraped")).isEqualTo("2@1010 4@1020");
    assertThat(fixture.meters.count("prometheus_target_scrapes_exceeded_sample_limit_total"))
        .isEqualTo(1);
    assertThat(loop.scrape("a 1\nb 1\n").health()).isEqualTo(TargetHealth.UP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | 0 | 0 | label_limit exceeded (metric: a, number of labels: 4, limit: 3)",
        "0 | 7 | 0 | label_name_length_limit exceeded (metric: a, label name: __name__, length: 8, limit: 7)",
        "0 | 0 | 13 | label_value_length_limit exceeded (metric: a, label name: instance, length: 14, limit: 13)",
        "4 | 8 | 14 | ''",
      })
  void tooManyOrTooLongLabelsFailTheScrape(
      long labels, long nameLength, long valueLength, String message) throws Exception {
    config.limits(new ScrapeLimits(0, 0, labels, nameLength, valueLength, 0, 0, 0));
    LastScrape last = loop().scrape("a{x=\"1\"} 1\n");
    assertThat(last.failure().map(ScrapeFailure::message).orElse("")).isEqualTo(message);
  }

  @Test
  void refusesNamesThatTheJobDoesNotAllow() throws Exception {
    config.nameValidation(NameValidation.LEGACY);
    LastScrape last = loop().scrape("text/plain; version=1.0.0", "{\"a.b\"} 1\n");
    assertThat(last.failure().orElseThrow().message())
        .startsWith("invalid metric name or label names");
  }

  @Test
  void keepsWhatTheTargetSaysAboutItsMetrics() throws Exception {
    var loop = loop();
    loop.scrape("# HELP a Things.\n# TYPE a counter\na 1\n");
    assertThat(loop.loop.metadata())
        .containsEntry("a", new MetricMetadata(MetricType.COUNTER, "Things.", ""));
    for (int i = 0; i < 10; i++) {
      loop.scrape("b 1\n");
    }
    assertThat(loop.loop.metadata()).containsKey("a");
    loop.scrape("b 1\n");
    assertThat(loop.loop.metadata()).doesNotContainKey("a");
  }

  @Test
  void storesExemplars() throws Exception {
    loop()
        .scrape(
            OPENMETRICS,
            "# TYPE a counter\na_total 1 # {trace_id=\"t1\"} 0.5\na_total{x=\"1\"} 1 # {trace_id=\"t2\"} 0.7 1004\n# EOF\n");
    Labels series = Labels.of("__name__", "a_total", "instance", "localhost:9100", "job", "job");
    assertThat(fixture.store.exemplars(series).getFirst().timestampMillis()).isEqualTo(1_010_000);
    assertThat(fixture.store.exemplars(series.with("x", "1")).getFirst().timestampMillis())
        .isEqualTo(1_004_000);
  }

  @Test
  void fallsBackToTheConfiguredProtocol() throws Exception {
    assertThat(loop().scrape("", "a 1\n").failure().orElseThrow().message())
        .contains("blank Content-Type");
    config.fallbackScrapeProtocol(Optional.of(ScrapeProtocol.PROMETHEUS_TEXT_0_0_4));
    LastScrape last = loop("zone", "z").scrape("", "a 1\n");
    assertThat(last.health()).isEqualTo(TargetHealth.UP);
    assertThat(last.remark()).contains("fallback_scrape_protocol");
  }

  @Test
  void recognisesJsonAndSaysWhatToDo() throws Exception {
    LastScrape last = loop().scrape("application/json", "{\"status\": \"ok\"}");
    ScrapeFailure failure = last.failure().orElseThrow();
    assertThat(failure.stranger()).contains(Stranger.JSON);
    assertThat(failure.text()).contains("health probe");
  }

  @Test
  void asksOnceWhoItIsThatDoesNotSpeakHttp() throws Exception {
    fixture.onWire = Optional.of(Stranger.POSTGRESQL);
    var loop = loop();
    LastScrape last = loop.fail(Kind.NOT_HTTP, "a:1 closed the connection: is the port right?");
    assertThat(last.failure().orElseThrow().text())
        .startsWith("a:1 closed the connection. This is the wire port of a PostgreSQL server")
        .contains("9187");
    assertThat(loop.fail(Kind.NOT_HTTP, "closed the connection").failure().orElseThrow().text())
        .contains("9187");
    assertThat(fixture.probes).isEqualTo(1);
    loop.scrape("a 1\n");
    loop.fail(Kind.NOT_HTTP, "closed the connection");
    assertThat(fixture.probes).isEqualTo(2);
    loop.fail(Kind.TIMEOUT, "slow");
    assertThat(fixture.probes).isEqualTo(2);
  }

  @Test
  void aForcedFailureFetchesNothing() throws Exception {
    var loop = loop();
    loop.scrape("a 1\n");
    loop.forced = Optional.of(ScrapeFailure.of(Kind.LIMIT, "target_limit exceeded"));
    LastScrape last = loop.scrape("a 1\n");
    assertThat(last.failure().orElseThrow().message()).isEqualTo("target_limit exceeded");
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020");
  }
}
