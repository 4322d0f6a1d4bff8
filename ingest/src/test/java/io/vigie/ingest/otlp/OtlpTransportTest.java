package io.vigie.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OTLP over HTTP and gRPC: what senders say, and are told.
class OtlpTransportTest {
  private static final String JSON_REQUEST =
      """
      {"resourceMetrics":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"shop"}}]},
        "scopeMetrics":[{"metrics":[{"name":"orders","unknownField":1,"sum":{
          "aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
            {"asInt":"7","timeUnixNano":"1700000000000000000","exemplars":[
              {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",
               "asDouble":1,"timeUnixNano":"1700000000000000000"}]}]}}]}]}]}
      """;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final OtlpReceiver receiver =
      new OtlpReceiver(
          store,
          new FakeClock(Instant.ofEpochMilli(1_700_000_000_000L)),
          () ->
              new OtlpConfig(
                  false,
                  List.of(),
                  List.of(),
                  TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
                  false,
                  false,
                  false,
                  true,
                  true),
          () -> PushRules.NONE,
          Meters.NONE);
  private final OtlpHttp http = new OtlpHttp(receiver);

  private OtlpHttp.Reply send(String type, String encoding, byte[] body) throws IOException {
    return http.receive(type, encoding, new ByteArrayInputStream(body));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] json() {
    return JSON_REQUEST.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    return store.labelValues("__name__", TimeRange.ALWAYS, List.of());
  }

  @Test
  void jsonIsTakenAndAnsweredInJson() throws IOException {
    OtlpHttp.Reply reply = send("application/json; charset=utf-8", "", json());

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(names()).containsExactly("orders_total");
  }

  @Test
  void identitiesOfTracesAreHexadecimalInJson() throws IOException {
    ExportMetricsServiceRequest.Builder read = ExportMetricsServiceRequest.newBuilder();
    com.google.protobuf.util.JsonFormat.parser().ignoringUnknownFields().merge(JSON_REQUEST, read);

    var exemplar =
        JsonTraceIds.restored(read.build())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0)
            .getSum()
            .getDataPoints(0)
            .getExemplars(0);
    assertThat(Exemplars.of(exemplar).labels().get("trace_id"))
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(Exemplars.of(exemplar).labels().get("span_id")).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void gzippedProtobufIsTakenAndAnsweredInProtobuf() throws IOException {
    send("application/json", "gzip", gzip(json()));
    assertThat(send("application/json", "zstd", Zstd.compress(json())).httpStatus()).isEqualTo(200);
    OtlpHttp.Reply reply =
        send(
            "application/x-protobuf",
            "gzip",
            gzip(ExportMetricsServiceRequest.getDefaultInstance().toByteArray()));

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(ExportMetricsServiceResponse.parseFrom(reply.body()).hasPartialSuccess()).isFalse();
    assertThat(names()).containsExactly("orders_total");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          text/plain,             '',      x,      415, text/plain
          application/x-protobuf, br,      x,      415, br
          application/x-protobuf, gzip,    x,      400, gzip
          application/x-protobuf, '',      hello,  400, not a request to export metrics
          application/json,       '',      '{{',   400, not a request to export metrics
          application/json,       '',      '[]',   400, not a request to export metrics
          """)
  void whatCannotBeReadIsRefusedForGood(
      String type, String encoding, String body, int httpStatus, String message)
      throws IOException {
    OtlpHttp.Reply reply = send(type, encoding, body.getBytes(StandardCharsets.UTF_8));

    assertThat(reply.httpStatus()).isEqualTo(httpStatus);
    if (type.equals("application/json")) {
      assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(message);
    } else {
      assertThat(Status.parseFrom(reply.body()).getMessage()).contains(message);
    }
  }

  @Test
  void aBombIsRefusedBeforeItUnfolds() throws IOException {
    OtlpHttp.Reply reply = send("application/json", "gzip", gzip(new byte[64 << 20]));

    assertThat(reply.httpStatus()).isEqualTo(413);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("33554432 bytes");
  }

  @Property(tries = 300)
  void arbitraryBytesAreTakenOrRefusedAndNothingElse(@ForAll byte[] body) throws IOException {
    assertThat(send("application/x-protobuf", "", body).httpStatus()).isIn(200, 400);
    assertThat(send("application/json", "", body).httpStatus()).isIn(200, 400);
  }

  @Test
  void grpcIsTaken() throws Exception {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    com.google.protobuf.util.JsonFormat.parser()
        .ignoringUnknownFields()
        .merge(JSON_REQUEST, request);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (OtlpGrpc server = OtlpGrpc.listen(free, receiver)) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      ManagedChannel channel = NettyChannelBuilder.forAddress(taken).usePlaintext().build();
      try {
        ExportMetricsServiceResponse answer =
            MetricsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .export(request.build());
        assertThat(answer.hasPartialSuccess()).isFalse();
      } finally {
        channel.shutdownNow();
      }
      assertThatThrownBy(() -> OtlpGrpc.listen(taken, receiver))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + server.port());
    }

    assertThat(names()).containsExactly("orders_total");
  }
}
