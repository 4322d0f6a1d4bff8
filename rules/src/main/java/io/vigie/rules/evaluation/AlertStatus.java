package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import java.util.OptionalLong;

/// An alert as it is now. All times are milliseconds since the epoch.
///
/// @param value of the expression when it was last true
/// @param activeAtMillis since when the condition holds
/// @param keepFiringSinceMillis since when it fires only because of `keep_firing_for`
public record AlertStatus(
    Labels labels,
    Labels annotations,
    AlertState state,
    double value,
    long activeAtMillis,
    OptionalLong keepFiringSinceMillis) {}
