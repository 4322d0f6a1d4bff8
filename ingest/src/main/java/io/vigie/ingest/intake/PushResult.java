package io.vigie.ingest.intake;

import java.util.List;

/// What became of a committed [PushBatch].
///
/// @param samples float samples that are in the store now, or were already, or that the rules drop
/// @param histograms native histograms, likewise
/// @param exemplars exemplars, likewise
/// @param rejected samples, histograms and exemplars that were refused
/// @param problems why, with the series named; the first few
public record PushResult(
    long samples, long histograms, long exemplars, long rejected, List<String> problems) {
  public PushResult {
    problems = List.copyOf(problems);
  }

  /// Whether everything was taken.
  public boolean isComplete() {
    return rejected == 0 && problems.isEmpty();
  }
}
