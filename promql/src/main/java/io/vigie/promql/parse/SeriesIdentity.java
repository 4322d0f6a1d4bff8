package io.vigie.promql.parse;

import io.vigie.model.metric.Labels;

/// The labels of a series at the beginning of a text.
///
/// @param end offset behind them, in bytes of UTF-8
public record SeriesIdentity(Labels labels, int end) {}
