package io.vigie.promql.eval;

import java.time.Duration;

/// A query that runs or waits now, as one looks at it from outside.
///
/// @param id names the query to [ActiveQueries#cancel]
/// @param query its text
/// @param caller who asked; empty if nobody was named
/// @param running how long ago it came
/// @param waiting whether it has not started for the others before it
/// @param samplesRead samples looked at so far
/// @param samplesHeld samples in memory now
/// @param bytesHeld bytes of these samples
public record ActiveQuery(
    long id,
    String query,
    String caller,
    Duration running,
    boolean waiting,
    long samplesRead,
    long samplesHeld,
    long bytesHeld) {}
