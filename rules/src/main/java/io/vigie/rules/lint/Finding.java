package io.vigie.rules.lint;

import java.util.List;
import java.util.Locale;

/// Something about a rule that its author should look at.
///
/// @param line where it stands, from 1
/// @param rule the alert or the recorded metric
/// @param check what found it, such as `self-division`
/// @param because why the rule does not do what it seems to say
/// @param instead what to write instead: an expression, a template, a setting, or else what to do
public record Finding(
    String file,
    int line,
    String rule,
    String check,
    Severity severity,
    List<Wording> because,
    Wording instead) {
  /// What explains a part of a reason rather than being one.
  private static final String EXPLANATION = "explain.";

  /// How sure it is that something is wrong.
  public enum Severity {
    /// The rule cannot do what it says.
    WARNING,
    /// The rule works, but not as well as it could, or not in every case.
    NOTE
  }

  public Finding {
    because = List.copyOf(because);
  }

  /// The same on another line.
  public Finding withLine(int other) {
    return new Finding(file, other, rule, check, severity, because, instead);
  }

  /// Why, in English.
  public String reason() {
    StringBuilder text = new StringBuilder();
    boolean explains = false;
    for (Wording part : because) {
      boolean isExplanation = part.code().startsWith(EXPLANATION);
      if (!text.isEmpty()) {
        text.append(isExplanation ? (explains ? ", " : ": ") : "; ");
      }
      text.append(part.english());
      explains = isExplanation;
    }
    return text.toString();
  }

  /// What to write instead, or in English what to do.
  public String proposal() {
    return instead.english();
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
        + reason()
        + "\n    instead: "
        + proposal();
  }
}
