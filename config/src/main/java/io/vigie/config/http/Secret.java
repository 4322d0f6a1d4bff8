package io.vigie.config.http;

/// A text that must not be seen: a password, a token, a key. Printing it prints `<secret>`; only
/// [#reveal] gives it away, to whoever puts it on the wire. Immutable.
public final class Secret {
  /// What is shown instead of a secret.
  public static final String MASK = "<secret>";

  /// No secret at all.
  public static final Secret NONE = new Secret("");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value);
  }

  /// The text itself; never log or return it.
  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /// `<secret>`, or the empty string for no secret.
  @Override
  public String toString() {
    return value.isEmpty() ? "" : MASK;
  }
}
