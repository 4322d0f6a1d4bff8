package io.vigie.ingest.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Takes requests to export metrics into the store. Thread-safe.
///
/// A point that cannot be stored is told to the sender as a partial success, and the others are
/// stored. Only if the store itself fails is nothing stored.
public final class OtlpReceiver {
  /// Series with delta temporality whose totals are kept.
  private static final int MAX_DELTA_SERIES = 200_000;

  /// Often enough that `target_info` is found wherever a sample is.
  private static final Duration TARGET_INFO_EVERY = Duration.ofSeconds(150);

  private final PushIntake intake;
  private final Supplier<OtlpConfig> config;
  private final Accumulation accumulation = new Accumulation(MAX_DELTA_SERIES);

  /// @param config asked for at each request
  /// @param rules asked for at each request
  public OtlpReceiver(
      MetricStore store,
      InstantSource clock,
      Supplier<OtlpConfig> config,
      Supplier<PushRules> rules,
      Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "otlp");
    this.config = config;
  }

  /// Takes one request.
  ///
  /// @throws IOException if nothing could be stored; the sender may try again
  public ExportMetricsServiceResponse take(ExportMetricsServiceRequest request) throws IOException {
    try (OtlpBatch batch = new OtlpBatch(intake.open(), accumulation)) {
      for (ResourceMetrics resource : request.getResourceMetricsList()) {
        take(resource, batch);
      }
      return answer(batch.commit());
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made before the series is named", e);
    }
  }

  private void take(ResourceMetrics resource, OtlpBatch batch) throws MalformedMessageException {
    OtlpConfig settings = config.get();
    batch.nextResource();
    try {
      SeriesLabels labels = SeriesLabels.of(resource.getResource(), settings);
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        MetricWriter writer =
            new MetricWriter(
                settings, labels, labels.ofScope(scope.getScope(), scope.getSchemaUrl()), batch);
        for (Metric metric : scope.getMetricsList()) {
          writer.write(metric);
        }
      }
      if (batch.hasSamples() && labels.hasTargetInfo()) {
        batch.targetInfo(labels.targetInfo(), TARGET_INFO_EVERY.toMillis());
      }
    } catch (UntranslatableException e) {
      batch.refuse(String.valueOf(e.getMessage()));
    }
  }

  private static ExportMetricsServiceResponse answer(PushResult result) {
    ExportMetricsServiceResponse.Builder answer = ExportMetricsServiceResponse.newBuilder();
    if (!result.isComplete()) {
      answer.setPartialSuccess(
          ExportMetricsPartialSuccess.newBuilder()
              .setRejectedDataPoints(result.rejected())
              .setErrorMessage(String.join("; ", result.problems())));
    }
    return answer.build();
  }
}
