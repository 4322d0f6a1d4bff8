package io.vigie.ingest.otlp;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// OTLP over gRPC, on a port of its own. Thread-safe.
public final class OtlpGrpc implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpc.class);
  private static final int MAX_MESSAGE_BYTES = 32 << 20;
  private static final int GRACE_SECONDS = 5;

  private final Server server;

  private OtlpGrpc(Server server) {
    this.server = server;
  }

  /// Listens.
  ///
  /// @param address with port 0 for a free one
  /// @throws IOException if the port is in use
  public static OtlpGrpc listen(InetSocketAddress address, OtlpReceiver receiver)
      throws IOException {
    Server server =
        NettyServerBuilder.forAddress(address)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .addService(new Service(receiver))
            .build();
    try {
      return new OtlpGrpc(server.start());
    } catch (IOException e) {
      throw new IOException(
          "cannot listen for OTLP over gRPC on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.getPort();
  }

  private static final class Service extends MetricsServiceGrpc.MetricsServiceImplBase {
    private final OtlpReceiver receiver;

    Service(OtlpReceiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void export(
        ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
      try {
        answer.onNext(receiver.take(request));
        answer.onCompleted();
      } catch (IOException e) {
        LOG.error("metrics sent by OTLP could not be stored: {}", e.getMessage());
        answer.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
      }
    }
  }

  /// Stops listening, and waits a little for requests under way.
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
