package io.vigie.promql.script;

import java.util.Optional;

/// What became of one `eval` of a script.
///
/// @param file name of the script
/// @param line where the `eval` stands, from 1
/// @param query as written
/// @param failure what went wrong, if it did
public record CaseResult(String file, int line, String query, Optional<Failure> failure) {
  /// A wrong answer.
  ///
  /// @param asked what was asked: the query as written, or an equivalent of it
  /// @param expected the part of the expected answer that is missed
  /// @param got what the engine answered instead
  public record Failure(String asked, String expected, String got) {}

  public boolean passed() {
    return failure.isEmpty();
  }
}
