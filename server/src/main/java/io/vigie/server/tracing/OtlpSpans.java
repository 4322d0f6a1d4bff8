package io.vigie.server.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.vigie.model.telemetry.Span.Kind;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// Writes spans as OTLP has them.
final class OtlpSpans {
  /// The flags of W3C Trace Context; what is sent was sampled.
  private static final int SAMPLED = 1;

  private final Resource resource;
  private final InstrumentationScope scope;

  /// @param version of this server
  OtlpSpans(String version) {
    resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", "vigie"))
            .addAttributes(attribute("service.version", version))
            .addAttributes(attribute("service.instance.id", UUID.randomUUID().toString()))
            .build();
    scope = InstrumentationScope.newBuilder().setName("io.vigie").setVersion(version).build();
  }

  ExportTraceServiceRequest request(List<RecordedSpan> spans) {
    ScopeSpans.Builder scopeSpans = ScopeSpans.newBuilder().setScope(scope);
    spans.forEach(span -> scopeSpans.addSpans(encode(span)));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scopeSpans))
        .build();
  }

  private static Span encode(RecordedSpan span) {
    TraceContext context = span.context();
    Span.Builder builder =
        Span.newBuilder()
            .setTraceId(bytes(context.traceId()))
            .setSpanId(bytes(context.spanId()))
            .setParentSpanId(bytes(span.parentSpanId()))
            .setTraceState(context.state())
            .setFlags(SAMPLED)
            .setName(span.name())
            .setKind(kind(span.kind()))
            .setStartTimeUnixNano(span.startUnixNanos())
            .setEndTimeUnixNano(span.endUnixNanos());
    for (RecordedSpan.Attribute attribute : span.attributes()) {
      builder.addAttributes(
          attribute.value() instanceof Long number
              ? KeyValue.newBuilder()
                  .setKey(attribute.key())
                  .setValue(AnyValue.newBuilder().setIntValue(number))
                  .build()
              : attribute(attribute.key(), attribute.value().toString()));
    }
    span.failure()
        .ifPresent(reason ->
            builder.setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage(reason)));
    return builder.build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static SpanKind kind(Kind kind) {
    return switch (kind) {
      case INTERNAL -> SpanKind.SPAN_KIND_INTERNAL;
      case SERVER -> SpanKind.SPAN_KIND_SERVER;
      case CLIENT -> SpanKind.SPAN_KIND_CLIENT;
    };
  }
}
