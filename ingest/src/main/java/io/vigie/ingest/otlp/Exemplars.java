package io.vigie.ingest.otlp;

import com.google.protobuf.ByteString;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import java.util.HexFormat;
import java.util.Map;

/// Exemplars as Prometheus keeps them: the trace and the span first, the other attributes where
/// there is room.
final class Exemplars {
  private static final int MAX_CHARS = 128;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Exemplars() {}

  static Exemplar of(io.opentelemetry.proto.metrics.v1.Exemplar exemplar) {
    Labels.Builder labels = Labels.builder();
    int chars =
        put(labels, "trace_id", exemplar.getTraceId())
            + put(labels, "span_id", exemplar.getSpanId());
    Map<String, String> others = AttributeText.all(exemplar.getFilteredAttributesList());
    for (Map.Entry<String, String> other : others.entrySet()) {
      chars += length(other.getKey()) + length(other.getValue());
    }
    if (chars <= MAX_CHARS) {
      others.forEach(labels::set);
    }
    double value = exemplar.hasAsInt() ? (double) exemplar.getAsInt() : exemplar.getAsDouble();
    return new Exemplar(
        labels.build(), value, Long.divideUnsigned(exemplar.getTimeUnixNano(), NANOS_PER_MILLI));
  }

  private static int put(Labels.Builder labels, String name, ByteString id) {
    if (id.isEmpty()) {
      return 0;
    }
    String hex = HexFormat.of().formatHex(id.toByteArray());
    labels.set(name, hex);
    return name.length() + hex.length();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
