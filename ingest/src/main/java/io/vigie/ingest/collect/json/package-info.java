/// Figures that an application tells in JSON. Start at [JsonCollector]; [HealthDocument] reads what
/// health endpoints answer, where no mapping is configured.
@NullMarked
package io.vigie.ingest.collect.json;

import org.jspecify.annotations.NullMarked;
