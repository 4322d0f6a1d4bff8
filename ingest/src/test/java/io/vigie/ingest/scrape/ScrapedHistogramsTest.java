package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.exposition.ProtobufMessage;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.SampleBuffer;
import org.junit.jupiter.api.Test;

/// Native histograms, custom buckets and start timestamps, from the body of a target to the store.
class ScrapedHistogramsTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
  private static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";
  private static final int COUNTER = 0;
  private static final int HISTOGRAM = 4;

  private static final String CLASSIC =
      """
      # TYPE h histogram
      h_bucket{le="1"} 2
      h_bucket{le="2.5"} 4
      h_bucket{le="+Inf"} 5
      h_count 5
      h_sum 7.5
      """;

  private final ScrapeFixture fixture = new ScrapeFixture();
  private final ScrapeConfigBuilder config = ScrapeConfig.builder("job");

  private ScrapeFixture.HandLoop loop() {
    return fixture.loop(config.build());
  }

  private static ProtobufMessage family(String name, int type, ProtobufMessage metric) {
    return new ProtobufMessage().text(1, name).number(3, type).message(4, metric);
  }

  private static ProtobufMessage seconds(long seconds) {
    return new ProtobufMessage().number(1, seconds);
  }

  /// Buckets 2 and 3 hold one and two observations, the zero bucket one.
  private static byte[] nativeHistogram(long startSeconds) {
    ProtobufMessage histogram =
        new ProtobufMessage()
            .number(1, 4)
            .real(2, 18.5)
            .signed(5, 3)
            .real(6, 0.001)
            .number(7, 1)
            .message(12, new ProtobufMessage().signed(1, 2).number(2, 2))
            .signed(13, 1)
            .signed(13, 1)
            .message(15, seconds(startSeconds));
    return family("latency_seconds", HISTOGRAM, new ProtobufMessage().message(7, histogram))
        .delimited();
  }

  private static ScrapeHistograms histograms(boolean scrapeNative, boolean classic, boolean nhcb) {
    return new ScrapeHistograms(scrapeNative, classic, nhcb, 0);
  }

  private SampleBuffer only(String metric) throws Exception {
    assertThat(fixture.stored(metric)).hasSize(1);
    return fixture.stored(metric).values().iterator().next();
  }

  @Test
  void storesANativeHistogramWithItsStart() throws Exception {
    config.histograms(histograms(true, false, false));
    assertThat(loop().scrape(PROTOBUF, nativeHistogram(990)).health()).isEqualTo(TargetHealth.UP);
    SampleBuffer stored = only("latency_seconds");
    assertThat(stored.size()).isEqualTo(1);
    assertThat(stored.timestampsMillis()[0]).isEqualTo(1_010_000);
    assertThat(stored.startTimestampMillis(0)).isEqualTo(990_000);
    Histogram histogram = stored.histogram(0);
    assertThat(histogram.schema()).isEqualTo(3);
    assertThat(histogram.count()).isEqualTo(4);
    assertThat(histogram.sum()).isEqualTo(18.5);
    assertThat(histogram.zeroCount()).isEqualTo(1);
    assertThat(histogram.positiveSpans()).containsExactly(new Histogram.Span(2, 2));
    assertThat(histogram.positiveBuckets()).containsExactly(1, 2);
  }

  @Test
  void leavesNativeHistogramsOutWhereTheyAreNotWanted() throws Exception {
    config.histograms(histograms(false, false, false));
    loop().scrape(PROTOBUF, nativeHistogram(990));
    assertThat(fixture.stored("latency_seconds")).isEmpty();
    assertThat(only("latency_seconds_count").values()[0]).isEqualTo(4);
  }

  @Test
  void convertsClassicHistogramsToCustomBuckets() throws Exception {
    config.histograms(histograms(true, false, true));
    loop().scrape(CLASSIC);
    Histogram histogram = only("h").histogram(0);
    assertThat(histogram.schema()).isEqualTo(Histogram.CUSTOM_BUCKETS_SCHEMA);
    assertThat(histogram.customBounds()).containsExactly(1, 2.5);
    assertThat(histogram.positiveBuckets()).containsExactly(2, 2, 1);
    assertThat(histogram.sum()).isEqualTo(7.5);
    assertThat(fixture.stored("h_bucket")).isEmpty();
  }

  @Test
  void keepsClassicHistogramsBesideTheConvertedIfAskedTo() throws Exception {
    config.histograms(histograms(true, true, true));
    loop().scrape(CLASSIC);
    assertThat(only("h").histogram(0).count()).isEqualTo(5);
    assertThat(fixture.stored("h_bucket")).hasSize(3);
    assertThat(only("h_count").values()[0]).isEqualTo(5);
  }

  @Test
  void marksAHistogramStaleThatDisappears() throws Exception {
    config.histograms(histograms(true, false, false));
    var loop = loop();
    loop.scrape(PROTOBUF, nativeHistogram(990));
    loop.scrape("a 1\n");
    SampleBuffer stored = only("latency_seconds");
    assertThat(stored.size()).isEqualTo(2);
    assertThat(io.vigie.model.metric.Staleness.isMarker(stored.values()[1])).isTrue();
  }

  @Test
  void takesCreatedLinesAsStartsIfAskedTo() throws Exception {
    String body = "# TYPE a counter\na_total 5\na_created 1003.5\n# EOF\n";
    loop().scrape(OPENMETRICS, body);
    assertThat(only("a_created").values()[0]).isEqualTo(1003.5);

    fixture.options = fixture.options.withCreatedAsStartTimestamps(true);
    loop().scrape(OPENMETRICS, body.replace("a_", "b_").replace("a counter", "b counter"));
    assertThat(only("b_total").startTimestampMillis(0)).isEqualTo(1_003_500);
    assertThat(fixture.stored("b_created")).isEmpty();
  }

  private static byte[] counter(double value, long startSeconds) {
    ProtobufMessage counter =
        new ProtobufMessage().real(1, value).message(3, seconds(startSeconds));
    return family("a_total", COUNTER, new ProtobufMessage().message(3, counter)).delimited();
  }

  @Test
  void writesAZeroWhereACounterBegan() throws Exception {
    fixture.options = fixture.options.withZeroSamplesAtStart(true);
    var loop = loop();
    loop.scrape(PROTOBUF, counter(5, 1001));
    loop.scrape(PROTOBUF, counter(7, 1001));
    assertThat(fixture.only("a_total")).isEqualTo("0@1001 5@1010 7@1020");
    loop.scrape(PROTOBUF, counter(2, 1025));
    assertThat(fixture.only("a_total")).isEqualTo("0@1001 5@1010 7@1020 0@1025 2@1030");
    assertThat(only("a_total").startTimestampMillis(3)).isZero();
    assertThat(only("a_total").startTimestampMillis(4)).isEqualTo(1_025_000);
  }

  @Test
  void writesNoZeroUnaskedNorOneThatIsTooOldOrInTheFuture() throws Exception {
    loop().scrape(PROTOBUF, counter(5, 1001));
    assertThat(fixture.only("a_total")).isEqualTo("5@1010");

    fixture.options = fixture.options.withZeroSamplesAtStart(true);
    fixture.clock.advance(java.time.Duration.ofHours(2));
    loop().scrape(PROTOBUF, counter(6, 1003));
    loop().scrape(PROTOBUF, counter(7, 100_000));
    assertThat(fixture.only("a_total")).isEqualTo("5@1010 6@8220 7@8230");
  }

  @Test
  void writesAnEmptyHistogramWhereAHistogramBegan() throws Exception {
    fixture.options = fixture.options.withZeroSamplesAtStart(true);
    config.histograms(histograms(true, false, false));
    loop().scrape(PROTOBUF, nativeHistogram(1002));
    SampleBuffer stored = only("latency_seconds");
    assertThat(stored.size()).isEqualTo(2);
    assertThat(stored.timestampsMillis()[0]).isEqualTo(1_002_000);
    assertThat(stored.histogram(0).count()).isZero();
    assertThat(stored.histogram(0).schema()).isEqualTo(3);
    assertThat(stored.histogram(0).resetHint()).isEqualTo(ResetHint.RESET);
    assertThat(stored.histogram(1).count()).isEqualTo(4);
  }
}
