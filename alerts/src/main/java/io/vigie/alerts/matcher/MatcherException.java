package io.vigie.alerts.matcher;

/// A text is no matcher. The message is fit for the user.
public final class MatcherException extends IllegalArgumentException {
  public MatcherException(String message) {
    super(message);
  }
}
