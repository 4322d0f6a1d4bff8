package io.vigie.server.tracing;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.TraceServiceBlockingStub;
import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.grpc.GrpcChannels;
import io.vigie.server.config.TracingConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// OTLP over gRPC.
final class GrpcSpanExporter implements SpanExporter {
  private static final int USUAL_PORT = 4317;

  /// What the specification says may be tried again.
  private static final Set<Status.Code> PASSING =
      Set.of(
          Status.Code.CANCELLED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.ABORTED,
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNAVAILABLE,
          Status.Code.DATA_LOSS);

  private final TracingConfig config;
  private final HostAndPort server;
  private @Nullable ManagedChannel channel;

  GrpcSpanExporter(TracingConfig config) {
    this.config = config;
    this.server = server(config);
  }

  /// The endpoint is a host and port; a whole address, as the SDKs of OpenTelemetry have it, is
  /// understood too.
  ///
  /// @throws IllegalArgumentException if it is neither
  static HostAndPort server(TracingConfig config) {
    String endpoint = config.endpoint();
    return HostAndPort.parse(
        endpoint.contains("://") ? URI.create(endpoint).getRawAuthority() : endpoint, USUAL_PORT);
  }

  private static Optional<TlsConfig> tls(TracingConfig config) {
    boolean isPlain = config.insecure() || config.endpoint().startsWith("http://");
    return isPlain ? Optional.empty() : Optional.of(config.tls());
  }

  /// @throws IllegalArgumentException if gRPC cannot send one of them
  static Metadata metadata(Map<String, String> headers) {
    Metadata metadata = new Metadata();
    headers.forEach((name, value) ->
        metadata.put(
            Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER),
            value));
    return metadata;
  }

  /// @throws IOException if a file of `tls_config` is not what it should be
  private TraceServiceBlockingStub stub() throws IOException {
    ManagedChannel open = channel;
    if (open == null) {
      open = GrpcChannels.open(server, tls(config));
      channel = open;
    }
    TraceServiceBlockingStub stub =
        TraceServiceGrpc.newBlockingStub(open)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata(config.headers())))
            .withDeadlineAfter(config.timeoutOrDefault().toMillis(), TimeUnit.MILLISECONDS);
    return config.compression().equals("gzip") ? stub.withCompression("gzip") : stub;
  }

  @Override
  public Outcome export(ExportTraceServiceRequest request) {
    try {
      return new Outcome.Taken(stub().export(request).getPartialSuccess().getRejectedSpans());
    } catch (IOException e) {
      return new Outcome.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (StatusRuntimeException e) {
      Status status = e.getStatus();
      String reason = server + " answers " + status.getCode() + " " + status.getDescription();
      return PASSING.contains(status.getCode())
          ? new Outcome.Later(reason, Duration.ZERO)
          : new Outcome.Refused(reason);
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
