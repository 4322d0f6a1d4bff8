package io.vigie.rules.edit;

/// A rule cannot be found where it should stand, or a text must not take its place. The message
/// says why, for whoever edits.
public final class RuleEditException extends Exception {
  private final Kind kind;

  /// What it is about.
  public enum Kind {
    /// It does not stand there, or no longer.
    NOT_FOUND,
    /// The text would change, or bring, something else.
    NOT_ALONE,
    /// The file is laid out so that nothing can be added without changing what stands there.
    NO_PLACE
  }

  RuleEditException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
