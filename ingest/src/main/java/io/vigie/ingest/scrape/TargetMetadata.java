package io.vigie.ingest.scrape;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;

/// What a target says about one of its metric families.
///
/// @param target labels of the target
/// @param family name of the metric family
public record TargetMetadata(Labels target, String family, MetricMetadata metadata) {}
