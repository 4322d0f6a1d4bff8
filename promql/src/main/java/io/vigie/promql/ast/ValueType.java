package io.vigie.promql.ast;

/// What an expression evaluates to.
public enum ValueType {
  SCALAR("scalar", "scalar"),
  STRING("string", "string"),
  VECTOR("vector", "instant vector"),
  MATRIX("matrix", "range vector");

  private final String id;
  private final String title;

  ValueType(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /// The name in JSON (`resultType`).
  public String id() {
    return id;
  }

  /// The name in documentation and error messages.
  public String title() {
    return title;
  }
}
