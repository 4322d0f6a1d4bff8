/// Finding out what there is to watch. Start at [Discovery]; what the configuration says is
/// [DiscoveryConfig]. Depends on `model`, `config` and `outbound`.
@NullMarked
package io.vigie.ingest.discovery;

import org.jspecify.annotations.NullMarked;
