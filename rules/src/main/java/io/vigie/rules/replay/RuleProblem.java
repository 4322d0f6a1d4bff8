package io.vigie.rules.replay;

/// A rule that could not be evaluated at some instants.
///
/// @param line of the rule in its file
/// @param failures how often
/// @param firstMillis when for the first time, milliseconds since the epoch
/// @param message of the first time
public record RuleProblem(
    String file,
    String group,
    String rule,
    int line,
    long failures,
    long firstMillis,
    String message) {
  RuleProblem again() {
    return new RuleProblem(file, group, rule, line, failures + 1, firstMillis, message);
  }
}
