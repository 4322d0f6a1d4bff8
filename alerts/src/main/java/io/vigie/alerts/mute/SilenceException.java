package io.vigie.alerts.mute;

/// A silence cannot be made or changed as asked. The message is fit for the user.
public final class SilenceException extends Exception {
  /// What stands in the way.
  public enum Kind {
    NOT_FOUND,
    INVALID,
    /// There are too many, or it is too large.
    LIMIT,
    /// It would hide almost everything.
    TOO_BROAD
  }

  private final Kind kind;

  public SilenceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
