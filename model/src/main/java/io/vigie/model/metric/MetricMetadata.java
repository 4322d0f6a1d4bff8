package io.vigie.model.metric;

/// What a target says about a metric family.
///
/// @param type kind of metric; `UNKNOWN` if the target does not say
/// @param help free text, possibly empty
/// @param unit base unit such as `seconds`, possibly empty
public record MetricMetadata(MetricType type, String help, String unit) {}
