/// `vigie check metrics`: whether an exposition keeps to the conventions, and what it costs in
/// series. Start at [MetricsCheck]; depends on `exposition` and `model`.
@NullMarked
package io.vigie.ingest.exposition.check;

import org.jspecify.annotations.NullMarked;
