package io.vigie.rules.evaluation;

import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.rules.template.AlertTexts;

/// What all groups share.
///
/// @param store where samples go, and where pending alerts are looked for after a start
/// @param query how rules ask
/// @param texts fills in labels and annotations of alerts
/// @param sink where alerts go
/// @param memory what firing alerts are remembered in over a restart
/// @param externalUrl of this server, without a slash at the end; alerts link to it
/// @param ticker measures how long evaluations take
/// @param extraEvaluations who may evaluate rules side by side
/// @param tracer is told of each evaluation
public record RuleContext(
    MetricStore store,
    RuleQuery query,
    AlertTexts texts,
    AlertSink sink,
    AlertMemory memory,
    String externalUrl,
    RuleOptions options,
    RuleMeters meters,
    Ticker ticker,
    ExtraEvaluations extraEvaluations,
    Tracer tracer) {
  /// For evaluations that nobody is told of.
  public RuleContext(
      MetricStore store,
      RuleQuery query,
      AlertTexts texts,
      AlertSink sink,
      AlertMemory memory,
      String externalUrl,
      RuleOptions options,
      RuleMeters meters,
      Ticker ticker,
      ExtraEvaluations extraEvaluations) {
    this(
        store,
        query,
        texts,
        sink,
        memory,
        externalUrl,
        options,
        meters,
        ticker,
        extraEvaluations,
        Tracer.NONE);
  }
}
