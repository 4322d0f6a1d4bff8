package io.vigie.rules.lint;

import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.lint.Finding.Severity;
import java.time.Duration;
import java.util.Optional;

/// One kind of mistake.
@FunctionalInterface
interface Check {
  /// @param interval at which the rule is evaluated
  Optional<Problem> look(RuleDefinition rule, Duration interval);

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
