/// Reads a data directory of Prometheus (blocks, head chunks, journal) and appends what it holds
/// through the same door as every sample. Start reading at
/// [io.vigie.ingest.prometheus.PrometheusImport]. Its layout is described in `tsdb/docs/format` of
/// Prometheus. It stands in `ingest` and not in `tsdb`, because it is one more way in: it knows
/// another program's files and [io.vigie.model.metric.MetricStore], and nothing of how that stores.
///
/// Chunks are also what remote read carries: [io.vigie.ingest.prometheus.ChunkEncoder] writes what
/// [io.vigie.ingest.prometheus.ChunkDecoder] reads.
@NullMarked
package io.vigie.ingest.prometheus;

import org.jspecify.annotations.NullMarked;
