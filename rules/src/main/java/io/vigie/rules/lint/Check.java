package io.vigie.rules.lint;

import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.lint.Finding.Severity;
import java.util.List;
import java.util.Optional;

/// One kind of mistake.
@FunctionalInterface
interface Check {
  Optional<Problem> look(RuleDefinition rule, Surroundings around);

  /// What is wrong with a rule.
  ///
  /// @param because at least one sentence; the code of the first tells the name of the kind
  record Problem(Severity severity, List<Wording> because, Wording instead) {
    public Problem {
      because = List.copyOf(because);
    }

    /// @param proposal an expression, a template or a setting
    static Optional<Problem> warning(Wording reason, String proposal) {
      return warning(reason, Wording.verbatim(proposal));
    }

    static Optional<Problem> warning(Wording reason, Wording proposal) {
      return Optional.of(new Problem(Severity.WARNING, List.of(reason), proposal));
    }

    /// @param proposal an expression, a template or a setting
    static Optional<Problem> note(Wording reason, String proposal) {
      return note(reason, Wording.verbatim(proposal));
    }

    static Optional<Problem> note(Wording reason, Wording proposal) {
      return Optional.of(new Problem(Severity.NOTE, List.of(reason), proposal));
    }

    String check() {
      return because.getFirst().check();
    }
  }
}
