package io.vigie.ingest.exposition;

import java.util.Optional;

/// A body for which a reader was found.
///
/// @param reader stands before the first entry
/// @param remark what was wrong with the response although it can be read, to be logged and shown
public record Exposition(ExpositionReader reader, Optional<String> remark) {}
