/// Samples of the past in bulk: Prometheus text, OpenMetrics, JSON lines, CSV. Start at
/// [HistoryImport].
@NullMarked
package io.vigie.ingest.history;

import org.jspecify.annotations.NullMarked;
