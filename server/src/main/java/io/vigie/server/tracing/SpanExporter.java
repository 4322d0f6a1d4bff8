package io.vigie.server.tracing;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.TracingConfig;
import java.time.Duration;

/// Hands spans to a collector. Called by one thread.
interface SpanExporter extends AutoCloseable {
  /// What became of a request.
  sealed interface Outcome {
    /// The collector has it.
    ///
    /// @param rejectedSpans how many of them it does not want
    record Taken(long rejectedSpans) implements Outcome {}

    /// It may be taken another time.
    ///
    /// @param after how long the collector asks to be left alone; zero if it does not say
    record Later(String reason, Duration after) implements Outcome {}

    /// It will never be taken.
    record Refused(String reason) implements Outcome {}
  }

  /// @throws IllegalArgumentException if there can be none as configured, with what is wrong
  static void check(TracingConfig config) {
    if (config.isGrpc()) {
      var _ = GrpcSpanExporter.server(config);
      var _ = GrpcSpanExporter.metadata(config.headers());
    } else {
      var _ = HttpSpanExporter.uri(config);
    }
  }

  static SpanExporter of(TracingConfig config, OutboundClients clients) {
    return config.isGrpc() ? new GrpcSpanExporter(config) : new HttpSpanExporter(config, clients);
  }

  Outcome export(ExportTraceServiceRequest request);

  /// Lets go of the connections; a request under way fails.
  @Override
  void close();
}
