package io.vigie.rules.replay;

/// A replay that does not come to its end. The message says what to do.
public final class ReplayException extends RuntimeException {
  /// Why.
  public enum Kind {
    /// It was asked for more than is allowed.
    TOO_LARGE,
    /// Somebody stopped it.
    CANCELED,
    /// It took longer than it may.
    TIMEOUT
  }

  private final Kind kind;

  public ReplayException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
