package io.vigie.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// OTLP's JSON writes trace and span identities in hexadecimal, where Protobuf's own JSON has
/// base64 for bytes (OTLP specification, "JSON Protobuf Encoding"). Read as base64, hexadecimal
/// digits come out as other bytes; encoding these gives the digits back.
final class JsonTraceIds {
  private JsonTraceIds() {}

  static ExportMetricsServiceRequest restored(ExportMetricsServiceRequest request) {
    ExportMetricsServiceRequest.Builder builder = request.toBuilder();
    for (ResourceMetrics.Builder resource : builder.getResourceMetricsBuilderList()) {
      for (ScopeMetrics.Builder scope : resource.getScopeMetricsBuilderList()) {
        scope.getMetricsBuilderList().forEach(JsonTraceIds::restore);
      }
    }
    return builder.build();
  }

  private static void restore(Metric.Builder metric) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGaugeBuilder().getDataPointsBuilderList().stream()
              .forEach(point -> restore(point.getExemplarsBuilderList()));
      case SUM ->
          metric.getSumBuilder().getDataPointsBuilderList().stream()
              .forEach(point -> restore(point.getExemplarsBuilderList()));
      case HISTOGRAM ->
          metric.getHistogramBuilder().getDataPointsBuilderList().stream()
              .forEach(point -> restore(point.getExemplarsBuilderList()));
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogramBuilder().getDataPointsBuilderList().stream()
              .forEach(point -> restore(point.getExemplarsBuilderList()));
      case SUMMARY, DATA_NOT_SET -> {}
    }
  }

  private static void restore(List<Exemplar.Builder> exemplars) {
    for (Exemplar.Builder exemplar : exemplars) {
      exemplar.setTraceId(bytes(exemplar.getTraceId()));
      exemplar.setSpanId(bytes(exemplar.getSpanId()));
    }
  }

  /// Text that was base64 after all stays what it is.
  private static ByteString bytes(ByteString misread) {
    String text = Base64.getEncoder().encodeToString(misread.toByteArray());
    boolean hex = !text.isEmpty() && text.length() % 2 == 0 && text.matches("[0-9a-fA-F]+");
    return hex ? ByteString.copyFrom(HexFormat.of().parseHex(text)) : misread;
  }
}
