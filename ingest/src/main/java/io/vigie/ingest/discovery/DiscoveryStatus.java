package io.vigie.ingest.discovery;

import java.time.Instant;
import java.util.Optional;

/// How a discovery is doing.
///
/// @param kind as in the configuration, without `_sd_configs`: `kubernetes`
/// @param lastError why the last attempt failed, with its remedy if one is known; empty once an
///   attempt succeeded
/// @param lastSuccess when something was last found out
public record DiscoveryStatus(
    String kind, Optional<String> lastError, Optional<Instant> lastSuccess) {}
