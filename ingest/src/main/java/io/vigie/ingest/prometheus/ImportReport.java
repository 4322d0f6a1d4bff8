package io.vigie.ingest.prometheus;

import java.util.List;

/// What an import came to.
///
/// @param blocks imported now
/// @param skippedBlocks imported by an earlier run
/// @param samples appended, float and histogram
/// @param duplicates that were there already with the same value
/// @param conflicts that were there already with another value, which stays
/// @param refused outside of what the store takes
/// @param exemplars appended
/// @param problems what could not be read, and where; the rest was imported
public record ImportReport(
    int blocks,
    int skippedBlocks,
    long samples,
    long duplicates,
    long conflicts,
    long refused,
    long exemplars,
    List<String> problems) {
  public ImportReport {
    problems = List.copyOf(problems);
  }
}
