package io.vigie.rules.evaluation;

/// How the last evaluation of a rule went.
public enum RuleHealth {
  /// There was none yet.
  UNKNOWN("unknown"),
  GOOD("ok"),
  BAD("err");

  private final String word;

  RuleHealth(String word) {
    this.word = word;
  }

  /// As the API says it.
  public String word() {
    return word;
  }
}
