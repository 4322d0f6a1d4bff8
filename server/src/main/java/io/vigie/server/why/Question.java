package io.vigie.server.why;

import io.vigie.alerts.matcher.Matchers;

/// Which alert, and when.
///
/// @param name of the alert
/// @param matchers on its labels; none for all alerts of the name
/// @param fingerprint of the only one that is of interest; empty for any
/// @param atMillis milliseconds since the epoch
public record Question(String name, Matchers matchers, String fingerprint, long atMillis) {}
