package io.vigie.promql.ast;

/// The instant at which a selector looks instead of the evaluation time (`@`).
public sealed interface AtModifier {
  /// No modifier: the evaluation time.
  record None() implements AtModifier {}

  /// `@ 1609746000`.
  ///
  /// @param millis milliseconds since the epoch
  record Timestamp(long millis) implements AtModifier {}

  /// `@ start()`: the start of the query's range.
  record Start() implements AtModifier {}

  /// `@ end()`: the end of the query's range.
  record End() implements AtModifier {}
}
