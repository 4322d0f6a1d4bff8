package io.vigie.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  private static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private OtlpConfig config = plain();
  private PushRules rules = PushRules.NONE;
  private final OtlpReceiver receiver =
      new OtlpReceiver(
          store, new FakeClock(Instant.ofEpochMilli(NOW)), () -> config, () -> rules, Meters.NONE);

  private static OtlpConfig plain() {
    return config(false, List.of(), false, false, false);
  }

  private static OtlpConfig config(
      boolean promoteAll,
      List<String> attributes,
      boolean keepIdentity,
      boolean customBuckets,
      boolean promoteScope) {
    return new OtlpConfig(
        promoteAll,
        promoteAll ? List.of() : attributes,
        promoteAll ? attributes : List.of(),
        TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
        keepIdentity,
        customBuckets,
        promoteScope,
        true,
        true);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static long nanos(long timestampMillis) {
    return timestampMillis * 1_000_000;
  }

  private static NumberDataPoint point(long timestampMillis, double value, KeyValue... attributes) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(nanos(timestampMillis))
        .setStartTimeUnixNano(nanos(NOW - 60_000))
        .setAsDouble(value)
        .addAllAttributes(List.of(attributes))
        .build();
  }

  private static Metric gauge(String name, String unit, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
        .build();
  }

  private static Metric counter(
      String name, AggregationTemporality temporality, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(temporality)
                .addAllDataPoints(List.of(points)))
        .build();
  }

  private static HistogramDataPoint.Builder buckets(long timestampMillis, long... counts) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(nanos(timestampMillis))
            .addExplicitBounds(0.5)
            .addExplicitBounds(1)
            .setSum(3.5);
    long all = 0;
    for (long count : counts) {
      point.addBucketCounts(count);
      all += count;
    }
    return point.setCount(all);
  }

  private static Metric histogram(
      AggregationTemporality temporality, HistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName("latency")
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(List.of(points)))
        .build();
  }

  private static Metric exponential(
      AggregationTemporality temporality, ExponentialHistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName("size")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addAllDataPoints(List.of(points)))
        .build();
  }

  private static ExponentialHistogramDataPoint.Builder exponentialPoint(
      long timestampMillis, int scale, int offset, long... counts) {
    Buckets.Builder positive = Buckets.newBuilder().setOffset(offset);
    long all = 1;
    for (long count : counts) {
      positive.addBucketCounts(count);
      all += count;
    }
    return ExponentialHistogramDataPoint.newBuilder()
        .setTimeUnixNano(nanos(timestampMillis))
        .setScale(scale)
        .setZeroCount(1)
        .setCount(all)
        .setSum(10)
        .setPositive(positive);
  }

  private static ExportMetricsServiceRequest request(List<KeyValue> resource, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(resource))
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(
                            InstrumentationScope.newBuilder()
                                .setName("io.example")
                                .setVersion("1.2")
                                .addAttributes(attribute("team", "blue")))
                        .addAllMetrics(List.of(metrics))))
        .build();
  }

  private ExportMetricsServiceResponse send(Metric... metrics) throws IOException {
    return receiver.take(request(List.of(), metrics));
  }

  private static String inWords(Labels labels) {
    Labels others = labels.without(List.of(Labels.METRIC_NAME));
    return labels.metricName() + (others.isEmpty() ? "" : others);
  }

  /// Every sample as `series @millis value`, in order.
  private List<String> stored() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      for (Series series : selection.series()) {
        SampleBuffer samples = new SampleBuffer();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        for (int i = 0; i < samples.size(); i++) {
          lines.add(
              inWords(series.labels())
                  + " @"
                  + (samples.timestampsMillis()[i] - NOW)
                  + " "
                  + (samples.isHistogram(i) ? samples.histogram(i) : samples.values()[i]));
        }
      }
    }
    return lines;
  }

  @Test
  void aGaugeIsASampleForEachPoint() throws IOException {
    ExportMetricsServiceResponse answer =
        send(
            gauge(
                "process.memory",
                "By",
                point(NOW, 1.5, attribute("pool.name", "eden")),
                point(NOW, 2, attribute("pool.name", "old"))));

    assertThat(answer.hasPartialSuccess()).isFalse();
    assertThat(stored())
        .containsExactlyInAnyOrder(
            "process_memory_bytes{pool_name=\"eden\"} @0 1.5",
            "process_memory_bytes{pool_name=\"old\"} @0 2.0");
  }

  @Test
  void aMonotonicSumIsACounterAndAnotherSumIsNot() throws IOException {
    Metric upDown =
        Metric.newBuilder()
            .setName("queue")
            .setSum(
                Sum.newBuilder().setAggregationTemporality(CUMULATIVE).addDataPoints(point(NOW, 3)))
            .build();
    send(counter("requests", CUMULATIVE, point(NOW, 7)), upDown);

    assertThat(stored()).containsExactlyInAnyOrder("requests_total @0 7.0", "queue @0 3.0");
  }

  @Test
  void jobAndInstanceAndTargetInfoComeFromTheResource() throws IOException {
    receiver.take(
        request(
            List.of(
                attribute("service.name", "shop"),
                attribute("service.namespace", "prod"),
                attribute("service.instance.id", "i1"),
                attribute("host.name", "h1")),
            gauge("up", "", point(NOW - 400_000, 1), point(NOW, 1))));

    assertThat(stored())
        .containsExactlyInAnyOrder(
            "up{instance=\"i1\", job=\"prod/shop\"} @-400000 1.0",
            "up{instance=\"i1\", job=\"prod/shop\"} @0 1.0",
            "target_info{host_name=\"h1\", instance=\"i1\", job=\"prod/shop\"} @-400000 1.0",
            "target_info{host_name=\"h1\", instance=\"i1\", job=\"prod/shop\"} @-250000 1.0",
            "target_info{host_name=\"h1\", instance=\"i1\", job=\"prod/shop\"} @-100000 1.0",
            "target_info{host_name=\"h1\", instance=\"i1\", job=\"prod/shop\"} @0 1.0");
  }

  @Test
  void aWrongClockDoesNotFillTheStoreWithTargetInfo() throws IOException {
    receiver.take(
        request(
            List.of(attribute("service.name", "shop"), attribute("host.name", "h1")),
            gauge("up", "", point(1, 1), point(NOW, 1))));

    assertThat(stored()).hasSize(2 + 1001);
  }

  @Test
  void resourceAttributesAndTheScopeArePromotedWhereConfigurationSaysSo() throws IOException {
    config = config(true, List.of("host.name"), true, false, true);
    receiver.take(
        request(
            List.of(attribute("host.name", "h1"), attribute("region", "eu")),
            gauge("up", "", point(NOW, 1, attribute("region", "own")))));

    assertThat(stored())
        .containsExactly(
            "up{otel_scope_name=\"io.example\", otel_scope_team=\"blue\","
                + " otel_scope_version=\"1.2\", region=\"own\"} @0 1.0");
  }

  @Test
  void attributesThatGetTheSameNameAreJoined() throws IOException {
    send(gauge("up", "", point(NOW, 1, attribute("a.b", "1"), attribute("a_b", "2"))));

    assertThat(stored()).containsExactly("up{a_b=\"1;2\"} @0 1.0");
  }

  @Test
  void listsBecomeJson() throws IOException {
    KeyValue list =
        KeyValue.newBuilder()
            .setKey("k")
            .setValue(
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder()
                            .addValues(AnyValue.newBuilder().setStringValue("a\"b"))
                            .addValues(AnyValue.newBuilder().setIntValue(7))
                            .addValues(AnyValue.newBuilder().setDoubleValue(2.5))
                            .addValues(AnyValue.newBuilder().setBoolValue(true))))
            .build();
    send(gauge("up", "", point(NOW, 1, list)));

    assertThat(stored()).containsExactly("up{k=\"[\\\"a\\\\\\\"b\\\",7,2.5,true]\"} @0 1.0");
  }

  @Test
  void aHistogramIsASeriesForEachBucket() throws IOException {
    send(histogram(CUMULATIVE, buckets(NOW, 1, 2, 3).build()));

    assertThat(stored())
        .containsExactlyInAnyOrder(
            "latency_seconds_sum @0 3.5",
            "latency_seconds_count @0 6.0",
            "latency_seconds_bucket{le=\"0.5\"} @0 1.0",
            "latency_seconds_bucket{le=\"1\"} @0 3.0",
            "latency_seconds_bucket{le=\"+Inf\"} @0 6.0");
  }

  @Test
  void orOneNativeHistogramWithCustomBuckets() throws IOException {
    config = config(false, List.of(), false, true, false);
    send(histogram(CUMULATIVE, buckets(NOW, 1, 0, 3).build()));

    assertThat(stored())
        .containsExactly("latency_seconds @0 {count:4, sum:3.5, [-Inf,0.5]:1, (1,+Inf]:3}");
  }

  @Test
  void bucketsThatDoNotFitTheBoundsAreRefused() throws IOException {
    ExportMetricsServiceResponse answer =
        send(histogram(CUMULATIVE, buckets(NOW, 1, 2).build()), gauge("up", "", point(NOW, 1)));

    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
    assertThat(answer.getPartialSuccess().getErrorMessage())
        .contains("metric \"latency\"", "2 buckets with 2 bounds");
    assertThat(stored()).containsExactly("up @0 1.0");
  }

  @Test
  void anExponentialHistogramIsANativeOne() throws IOException {
    send(exponential(CUMULATIVE, exponentialPoint(NOW, 0, 1, 2, 0, 4).build()));

    assertThat(stored())
        .containsExactly("size @0 {count:7, sum:10, [-1e-128,1e-128]:1, (2,4]:2, (8,16]:4}");
  }

  @Test
  void bucketsFinerThanANativeHistogramHasAreMerged() throws IOException {
    send(exponential(CUMULATIVE, exponentialPoint(NOW, 10, -3, 1, 1, 1, 1, 1).build()));

    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      SampleBuffer samples = new SampleBuffer();
      selection.series().getFirst().read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
      assertThat(samples.histogram(0).schema()).isEqualTo(8);
      assertThat(samples.histogram(0).positiveBuckets()).containsExactly(3, 2);
      assertThat(samples.histogram(0).positiveSpans().getFirst().offset()).isZero();
    }
  }

  @Test
  void bucketsThatAreTooCoarseOrBeyondEverythingAreRefused() throws IOException {
    ExportMetricsServiceResponse answer =
        send(
            exponential(
                CUMULATIVE,
                exponentialPoint(NOW, -5, 0, 1).build(),
                exponentialPoint(NOW, 0, Integer.MAX_VALUE, 1, 1).build()));

    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(2);
    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("scale -5", "2147483647");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aSummaryIsASeriesForEachQuantile() throws IOException {
    send(
        Metric.newBuilder()
            .setName("gc")
            .setUnit("ms")
            .setSummary(
                Summary.newBuilder()
                    .addDataPoints(
                        SummaryDataPoint.newBuilder()
                            .setTimeUnixNano(nanos(NOW))
                            .setCount(4)
                            .setSum(2.5)
                            .addQuantileValues(
                                SummaryDataPoint.ValueAtQuantile.newBuilder()
                                    .setQuantile(0.99)
                                    .setValue(1.5))))
            .build());

    assertThat(stored())
        .containsExactlyInAnyOrder(
            "gc_milliseconds_sum @0 2.5",
            "gc_milliseconds_count @0 4.0",
            "gc_milliseconds{quantile=\"0.99\"} @0 1.5");
  }

  @Test
  void deltasAreAddedUp() throws IOException {
    send(counter("requests", DELTA, point(NOW - 2000, 5), point(NOW - 1000, 2)));
    send(counter("requests", DELTA, point(NOW, 1)));
    send(histogram(DELTA, buckets(NOW - 1000, 1, 2, 3).build()));
    send(histogram(DELTA, buckets(NOW, 1, 0, 0).build()));

    assertThat(stored())
        .contains(
            "requests_total @-2000 5.0",
            "requests_total @-1000 7.0",
            "requests_total @0 8.0",
            "latency_seconds_bucket{le=\"0.5\"} @0 2.0",
            "latency_seconds_bucket{le=\"1\"} @0 4.0",
            "latency_seconds_count @0 7.0",
            "latency_seconds_sum @0 7.0");
  }

  @Test
  void deltasOfExponentialHistogramsAreAddedInTheCoarserBuckets() throws IOException {
    send(exponential(DELTA, exponentialPoint(NOW - 1000, 1, 2, 1, 1, 1, 1).build()));
    send(exponential(DELTA, exponentialPoint(NOW, 0, 1, 5).build()));

    assertThat(stored())
        .contains("size @0 {count:11, sum:20, [-1e-128,1e-128]:2, (2,4]:7, (4,8]:2}");
  }

  @Test
  void aDeltaThatIsSentTwiceIsNotCountedTwice() throws IOException {
    send(counter("requests", DELTA, point(NOW - 1000, 5)));

    ExportMetricsServiceResponse answer = send(counter("requests", DELTA, point(NOW - 1000, 5)));
    send(counter("requests", DELTA, point(NOW, 1)));

    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("not newer");
    assertThat(stored()).containsExactly("requests_total @-1000 5.0", "requests_total @0 6.0");
  }

  @Test
  void aPointWithoutAValueEndsTheSeries() throws IOException {
    send(gauge("up", "", point(NOW, 0).toBuilder().setFlags(1).build()));

    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      SampleBuffer samples = new SampleBuffer();
      selection.series().getFirst().read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
      assertThat(io.vigie.model.metric.Staleness.isMarker(samples.values()[0])).isTrue();
    }
  }

  @Test
  void exemplarsKeepTheirTrace() throws IOException {
    var exemplar =
        io.opentelemetry.proto.metrics.v1.Exemplar.newBuilder()
            .setTimeUnixNano(nanos(NOW))
            .setAsDouble(0.7)
            .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
            .setSpanId(ByteString.fromHex("b7ad6b7169203331"))
            .addFilteredAttributes(attribute("user", "ann"));

    assertThat(Exemplars.of(exemplar.build()).labels().toString())
        .isEqualTo(
            "{span_id=\"b7ad6b7169203331\", trace_id=\"0af7651916cd43dd8448eb211c80319c\","
                + " user=\"ann\"}");
    assertThat(
            Exemplars.of(exemplar.addFilteredAttributes(attribute("note", "x".repeat(99))).build())
                .labels()
                .has("user"))
        .as("attributes that do not fit are left out")
        .isFalse();
  }

  @Test
  void limitsOfLabelsHold() throws IOException {
    rules = new PushRules(Relabelling.NONE, new LabelLimits(1, 0, 0));
    ExportMetricsServiceResponse answer =
        send(gauge("up", "", point(NOW, 1, attribute("a", "b"))), gauge("down", "", point(NOW, 1)));

    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("label_limit exceeded");
    assertThat(stored()).containsExactly("down @0 1.0");
  }
}
