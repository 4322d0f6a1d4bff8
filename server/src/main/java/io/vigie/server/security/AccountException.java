package io.vigie.server.security;

/// A change of accounts that cannot be. The message is for whoever asked.
public final class AccountException extends Exception {
  /// What kind of mistake it is.
  public enum Reason {
    /// What was asked for makes no sense.
    INVALID,
    /// There is no such thing.
    ABSENT,
    /// There is one already, or something else is in the way.
    CONFLICT,
    /// Whoever asks may not.
    FORBIDDEN
  }

  private final Reason reason;

  AccountException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
