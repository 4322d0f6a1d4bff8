package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.vigie.server.http.ListenAddress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// OpenTelemetry's own Java SDK against a whole server.
class OtlpTest {
  @TempDir Path folder;

  private StartedVigie start(String grpcAddress) throws IOException {
    return StartedVigie.withRemote(
        folder,
        new VigieOptions.RemoteOptions(
            false, Set.of(), Optional.of(ListenAddress.parse(grpcAddress))));
  }

  private static void export(MetricExporter exporter, String requests) {
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"),
                "shop",
                AttributeKey.stringKey("service.instance.id"),
                "one",
                AttributeKey.stringKey("cloud.region"),
                "eu"));
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .registerView(
                InstrumentSelector.builder().setName("size").build(),
                View.builder()
                    .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                    .build())
            .build()) {
      Meter meter = provider.get("test");
      Attributes get = Attributes.of(AttributeKey.stringKey("http.method"), "GET");
      meter.counterBuilder(requests).build().add(3, get);
      meter.histogramBuilder("latency").setUnit("s").build().record(0.2);
      meter.histogramBuilder("size").setUnit("By").build().record(100);
      assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
      meter.counterBuilder(requests).build().add(4, get);
      assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }

  private static String value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return result.get(0).get("value").get(1).asString();
  }

  @Test
  void theSdkSendsOverHttpAndQueriesFindIt() throws Exception {
    try (StartedVigie server = start("127.0.0.1:0")) {
      export(
          OtlpHttpMetricExporter.builder().setEndpoint(server.url() + "/v1/metrics").build(),
          "requests");

      assertThat(value(server, "requests_total{job=\"shop\",instance=\"one\",http_method=\"GET\"}"))
          .isEqualTo("7");
      assertThat(value(server, "latency_seconds_count")).isEqualTo("1");
      assertThat(value(server, "latency_seconds_bucket{le=\"5\"}")).isEqualTo("1");
      assertThat(value(server, "histogram_count(size_bytes)")).isEqualTo("1");
      assertThat(value(server, "target_info{cloud_region=\"eu\"}")).isEqualTo("1");
    }
  }

  @Test
  void theSdkSendsDeltasOverGrpc() throws Exception {
    try (StartedVigie server = start("127.0.0.1:0")) {
      export(
          OtlpGrpcMetricExporter.builder()
              .setEndpoint("http://127.0.0.1:" + server.vigie.otlpGrpcPort().orElseThrow())
              .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
              .build(),
          "calls");

      assertThat(value(server, "calls_total")).isEqualTo("7");
    }
  }

  @Test
  void switchedOffItSaysHowToSwitchItOn() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      HttpResponse<String> answer = server.post("/v1/metrics", "");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("--web.enable-otlp-receiver");
    }
  }

  @Test
  void grpcIsNotOpenedToOtherMachines() {
    assertThatThrownBy(() -> start("0.0.0.0:0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--otlp.grpc.listen-address");
  }
}
