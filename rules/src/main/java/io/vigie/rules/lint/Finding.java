package io.vigie.rules.lint;

import java.util.Locale;

/// Something about a rule that its author should look at.
///
/// @param line where it stands, from 1
/// @param rule the alert or the recorded metric
/// @param check what found it, such as `self-division`
/// @param reason why the rule does not do what it seems to say
/// @param proposal what to write instead: an expression, a template, a setting, or else what to do
public record Finding(
    String file,
    int line,
    String rule,
    String check,
    Severity severity,
    String reason,
    String proposal) {
  /// How sure it is that something is wrong.
  public enum Severity {
    /// The rule cannot do what it says.
    WARNING,
    /// The rule works, but not as well as it could, or not in every case.
    NOTE
  }

  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + severity.name().toLowerCase(Locale.ROOT)
        + " ["
        + check
        + "] "
        + rule
        + ": "
        + reason
        + "\n    instead: "
        + proposal;
  }
}
