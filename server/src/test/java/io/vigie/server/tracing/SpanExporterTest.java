package io.vigie.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.TracingConfig;
import io.vigie.server.tracing.SpanExporter.Outcome;
import io.vigie.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Spans on their way over HTTP and gRPC to real receivers.
class SpanExporterTest {
  private static TracingConfig config(String clientType, String endpoint) {
    return new TracingConfig(
        clientType,
        endpoint,
        1,
        true,
        TlsConfig.DEFAULT,
        Map.of("X-Tenant", "ops"),
        "gzip",
        Duration.ofSeconds(5));
  }

  private static ExportTraceServiceRequest request() {
    List<RecordedSpan> ended = new ArrayList<>();
    new SpanRecorder(1, ended::add, InstantSource.system(), Ticker.system()).begin("work").end();
    return new OtlpSpans("1.2.3").request(ended);
  }

  private static Outcome export(TracingConfig config, ExportTraceServiceRequest request) {
    try (OutboundClients clients = new OutboundClients("Vigie/test");
        SpanExporter exporter = SpanExporter.of(config, clients)) {
      return exporter.export(request);
    }
  }

  @Test
  void overHttpTheyComeCompressedWithTheHeadersOfTheConfiguration() throws Exception {
    try (SpanCollector collector = new SpanCollector()) {
      ExportTraceServiceRequest request = request();
      assertThat(export(config("http", collector.address()), request))
          .isEqualTo(new Outcome.Taken(0));
      SpanCollector.Received received = collector.received().getFirst();
      assertThat(received.path()).isEqualTo("/v1/traces");
      assertThat(received.message()).isEqualTo(request);
      assertThat(received.headers())
          .containsEntry("x-tenant", "ops")
          .containsEntry("content-encoding", "gzip")
          .containsEntry("content-type", "application/x-protobuf")
          .doesNotContainKey("traceparent");
      assertThat(
              SpanCollector.attributes(
                  received.message().getResourceSpans(0).getResource().getAttributesList()))
          .containsEntry("service.name", "vigie")
          .containsEntry("service.version", "1.2.3")
          .containsKey("service.instance.id");
    }
  }

  @ParameterizedTest
  @CsvSource({"429,Later", "503,Later", "400,Refused", "401,Refused", "500,Refused"})
  void overHttpTheStatusSaysWhetherToTryAgain(int status, String outcome) throws Exception {
    try (SpanCollector collector = new SpanCollector()) {
      collector.answer(status);
      assertThat(export(config("http", collector.address()), request()))
          .matches(got -> got.getClass().getSimpleName().equals(outcome))
          .asString()
          .contains(collector.address() + " answers " + status);
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "grpc"})
  void whereNobodyListensItMayBeTakenLater(String clientType) {
    assertThat(export(config(clientType, "127.0.0.1:1"), request()))
        .isInstanceOf(Outcome.Later.class);
  }

  @Test
  void overGrpcTheyComeWithTheHeadersOfTheConfiguration() throws Exception {
    try (GrpcCollector collector = new GrpcCollector()) {
      ExportTraceServiceRequest request = request();
      assertThat(export(config("grpc", collector.address()), request))
          .isEqualTo(new Outcome.Taken(1));
      assertThat(collector.received).containsExactly(request);
      assertThat(collector.tenants).containsExactly("ops");
    }
  }

  @Test
  void overGrpcWithTlsTheCollectorMustBeWhoItSays(@TempDir Path folder) throws Exception {
    TestCertificates known = TestCertificates.create(folder, "known", "dns:collector");
    try (GrpcCollector collector = new GrpcCollector(known, folder)) {
      TlsConfig tls =
          new TlsConfig(
              SecretSource.inline(known.certificatePem()),
              SecretSource.none(),
              SecretSource.none(),
              "collector",
              false,
              Optional.empty(),
              Optional.empty());
      assertThat(export(secure(collector, tls), request())).isEqualTo(new Outcome.Taken(1));
      assertThat(export(secure(collector, TlsConfig.DEFAULT), request()))
          .isInstanceOf(Outcome.Later.class);
      assertThat(collector.received).hasSize(1);
    }
  }

  private static TracingConfig secure(GrpcCollector collector, TlsConfig tls) {
    return new TracingConfig(
        "grpc", collector.address(), 1, false, tls, Map.of(), "", Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE,Later", "UNAUTHENTICATED,Refused"})
  void overGrpcTheCodeSaysWhetherToTryAgain(Status.Code code, String outcome) throws Exception {
    try (GrpcCollector collector = new GrpcCollector()) {
      collector.answer = code.toStatus().withDescription("not you");
      assertThat(export(config("grpc", collector.address()), request()))
          .matches(got -> got.getClass().getSimpleName().equals(outcome))
          .asString()
          .contains(code + " not you");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "collector:4318, true, http://collector:4318/v1/traces",
    "collector:4318, false, https://collector:4318/v1/traces",
    "https://collector/otlp/v1/traces, true, https://collector/otlp/v1/traces"
  })
  void theEndpointIsAHostAndPortOrAWholeAddress(String endpoint, boolean insecure, String uri) {
    assertThat(
            HttpSpanExporter.uri(
                    new TracingConfig(
                        "http",
                        endpoint,
                        1,
                        insecure,
                        TlsConfig.DEFAULT,
                        Map.of(),
                        "",
                        Duration.ZERO))
                .toString())
        .isEqualTo(uri);
    assertThat(GrpcSpanExporter.server(config("grpc", endpoint)).host()).isEqualTo("collector");
  }

  @Test
  void whatCannotWorkIsToldBeforeAnythingIsSent() {
    assertThatThrownBy(() -> Tracing.check(Optional.of(config("grpc", "not an address"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tracing: ")
        .hasMessageContaining("not an address");
    assertThatThrownBy(() -> Tracing.check(Optional.of(config("http", "collector:port"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tracing: ");
    TlsConfig tls =
        new TlsConfig(
            new SecretSource.InFile(Path.of("/nowhere/ca.pem")),
            SecretSource.none(),
            SecretSource.none(),
            "",
            false,
            Optional.empty(),
            Optional.empty());
    TracingConfig secure =
        new TracingConfig("grpc", "a:1", 1, false, tls, Map.of(), "", Duration.ZERO);
    assertThatThrownBy(() -> Tracing.check(Optional.of(secure)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/nowhere/ca.pem");
  }

  /// Takes spans by OTLP over gRPC, and rejects one of each request.
  private static final class GrpcCollector extends TraceServiceGrpc.TraceServiceImplBase
      implements ServerInterceptor, AutoCloseable {
    final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    final List<String> tenants = new CopyOnWriteArrayList<>();
    private final Server server;
    volatile Status answer = Status.OK;

    GrpcCollector() throws IOException {
      server = builder().addService(this).intercept(this).build().start();
    }

    GrpcCollector(TestCertificates certificates, Path folder) throws Exception {
      Path certificate =
          Files.writeString(folder.resolve("cert.pem"), certificates.certificatePem());
      Path key = Files.writeString(folder.resolve("key.pem"), certificates.keyPem());
      server =
          builder()
              .useTransportSecurity(certificate.toFile(), key.toFile())
              .addService(this)
              .intercept(this)
              .build()
              .start();
    }

    private static NettyServerBuilder builder() {
      return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    }

    String address() {
      return "127.0.0.1:" + server.getPort();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      tenants.add(headers.get(Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER)));
      return next.startCall(call, headers);
    }

    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
      if (!answer.isOk()) {
        observer.onError(answer.asRuntimeException());
        return;
      }
      received.add(request);
      observer.onNext(
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(1))
              .build());
      observer.onCompleted();
    }

    @Override
    public void close() {
      server.shutdownNow();
    }
  }
}
