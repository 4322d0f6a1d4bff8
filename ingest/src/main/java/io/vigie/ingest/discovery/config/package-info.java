/// Reading `static_configs` and every `…_sd_configs` list. Start at [DiscoveryReader]; depends on
/// `discovery` and `config`.
@NullMarked
package io.vigie.ingest.discovery.config;

import org.jspecify.annotations.NullMarked;
