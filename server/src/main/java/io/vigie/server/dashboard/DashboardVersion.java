package io.vigie.server.dashboard;

import java.time.Instant;

/// A state of a dashboard that was saved.
///
/// @param number counts from 1 for each dashboard
/// @param savedBy who saved it; empty where nobody knows
/// @param message what they said about it
/// @param version of the document
public record DashboardVersion(
    int number, Instant savedAt, String savedBy, String message, String version) {}
