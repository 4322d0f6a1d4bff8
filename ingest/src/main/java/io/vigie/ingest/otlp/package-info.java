/// Metrics that come by OTLP, made into series as Prometheus makes them: names ([MetricNaming],
/// [LabelNaming]), labels ([SeriesLabels]) and values. Start reading at [OtlpReceiver].
///
/// Sources: the OpenTelemetry specification's pages on OTLP 1.x
/// (<https://opentelemetry.io/docs/specs/otlp/>) and on compatibility with Prometheus
/// (<https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/>).
@NullMarked
package io.vigie.ingest.otlp;

import org.jspecify.annotations.NullMarked;
