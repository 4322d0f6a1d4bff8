package io.vigie.model.metric;

/// One observation that stands for many, usually with the trace that it comes from.
///
/// @param labels what identifies the observation, for example `trace_id`
/// @param value the observed value, in the unit of its metric
/// @param timestampMillis when it was observed, milliseconds since the epoch
public record Exemplar(Labels labels, double value, long timestampMillis) {}
