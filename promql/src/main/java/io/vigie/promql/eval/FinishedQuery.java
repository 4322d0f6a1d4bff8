package io.vigie.promql.eval;

import java.time.Duration;
import java.util.Optional;

/// A query that has ended, with what it took.
///
/// @param query its text, cut if it is very long
/// @param caller who asked; empty if nobody was named
/// @param ended how long ago
/// @param duration from entering to the answer, waiting included
/// @param samplesRead samples looked at
/// @param peakSamples samples held at most
/// @param error why there was no answer; empty if there was one
public record FinishedQuery(
    String query,
    String caller,
    Duration ended,
    Duration duration,
    long samplesRead,
    long peakSamples,
    Optional<String> error) {}
