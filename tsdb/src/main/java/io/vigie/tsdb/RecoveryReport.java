package io.vigie.tsdb;

import java.time.Duration;

/// What opening a store found and did.
///
/// @param duration from the lock to ready
/// @param segments journal segments read
/// @param firstSegment number of the first of them; 0 if there was none
/// @param lastSegment number of the last of them; 0 if there was none
/// @param batches whole batches read from them
/// @param samples samples read from them
/// @param damagedBytes bytes of the journal that could not be read and were moved to the quarantine
/// @param lostSamples samples in whole batches whose series was declared in a damaged one
/// @param parts parts that are open
/// @param quarantinedFiles damaged files moved out of the way
public record RecoveryReport(
    Duration duration,
    int segments,
    long firstSegment,
    long lastSegment,
    long batches,
    long samples,
    long damagedBytes,
    long lostSamples,
    int parts,
    int quarantinedFiles) {}
