package io.vigie.promql.script;

import java.util.List;

/// A series to load.
///
/// @param startOffsets for each value the start timestamp relative to its own, in milliseconds; a
///   gap where there is none. Empty if no value has one
record LoadedSeries(SeriesLine series, List<SequenceValue> startOffsets) {}
