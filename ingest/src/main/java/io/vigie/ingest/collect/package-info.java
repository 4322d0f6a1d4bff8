/// Collectors built into this process: what exporters do beside a server elsewhere. Start at
/// [Collector]; depends on nothing but `model`.
@NullMarked
package io.vigie.ingest.collect;

import org.jspecify.annotations.NullMarked;
