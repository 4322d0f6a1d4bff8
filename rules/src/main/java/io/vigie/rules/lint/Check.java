package io.vigie.rules.lint;

import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.lint.Finding.Severity;
import java.util.Optional;

/// One kind of mistake.
@FunctionalInterface
interface Check {
  Optional<Problem> look(RuleDefinition rule, Surroundings around);

  /// What is wrong with a rule.
  ///
  /// @param check the name of the kind
  record Problem(String check, Severity severity, String reason, String proposal) {
    static Optional<Problem> warning(String check, String reason, String proposal) {
      return Optional.of(new Problem(check, Severity.WARNING, reason, proposal));
    }

    static Optional<Problem> note(String check, String reason, String proposal) {
      return Optional.of(new Problem(check, Severity.NOTE, reason, proposal));
    }
  }
}
