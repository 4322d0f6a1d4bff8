package io.vigie.promql.script;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a query must answer.
///
/// @param series the expected series in the order written
/// @param scalar the expected number, instead of series
/// @param text the expected string, instead of series
/// @param samplesAt timestamps of the expected samples where an instant query answers a range
///   vector
/// @param ordered whether an instant vector must come in the order written
/// @param failure what the error must say, if evaluation must fail
/// @param warnings expectations about warnings
/// @param infos expectations about infos
record Expectation(
    List<SeriesLine> series,
    OptionalDouble scalar,
    Optional<String> text,
    Optional<EvalTimes.Steps> samplesAt,
    boolean ordered,
    Optional<TextPattern> failure,
    Remarks warnings,
    Remarks infos) {

  /// What is expected of one kind of annotation.
  ///
  /// @param none whether there must be no such annotation
  /// @param some what each must match, and what must be there; empty if anything goes
  record Remarks(boolean none, List<TextPattern> some) {
    static final Remarks ANY = new Remarks(false, List.of());
  }

  /// Whether the answer is something else than an instant vector or a scalar, so that a range query
  /// cannot confirm it.
  boolean isOnlyInstant() {
    return text.isPresent() || samplesAt.isPresent();
  }
}
