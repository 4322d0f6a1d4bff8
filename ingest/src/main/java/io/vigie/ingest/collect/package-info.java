/// Collectors built into this process: what exporters do beside a server elsewhere. Start at
/// [host.HostCollector]; a collector is an in-process target of `scrape` and writes what it finds
/// with [ExpositionWriter].
@NullMarked
package io.vigie.ingest.collect;

import org.jspecify.annotations.NullMarked;
