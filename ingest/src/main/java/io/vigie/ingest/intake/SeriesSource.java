package io.vigie.ingest.intake;

import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;

/// Makes the labels of the series that a decoder stands at. Asked only for series that are not
/// known yet, or no longer.
@FunctionalInterface
public interface SeriesSource {
  /// @throws InvalidSeriesException if the series cannot be stored
  /// @throws MalformedMessageException if the message is broken there
  Labels labels() throws InvalidSeriesException, MalformedMessageException;
}
