package io.vigie.rules.unittest;

import java.util.List;

/// What came of one file of unit tests.
///
/// @param problem why its tests could not be run; empty if they were
public record RuleTestReport(String file, String problem, List<Outcome> outcomes) {
  public RuleTestReport {
    outcomes = List.copyOf(outcomes);
  }

  /// @param name of the test; empty if it has none
  /// @param failures one text each; none if it passed
  public record Outcome(String name, List<String> failures) {
    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  public boolean passed() {
    return problem.isEmpty() && outcomes.stream().allMatch(o -> o.failures().isEmpty());
  }
}
