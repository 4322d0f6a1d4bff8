package io.vigie.health.check;

import io.vigie.health.HealthState;

/// A check began to be otherwise than before.
///
/// @param phase and `message`: why, empty if it is well
public record CheckChange(
    long timestampMillis, HealthState from, HealthState to, String phase, String message) {}
