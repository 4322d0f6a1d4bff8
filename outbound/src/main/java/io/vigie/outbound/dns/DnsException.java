package io.vigie.outbound.dns;

import java.io.IOException;

/// Name servers gave no usable answer.
public final class DnsException extends IOException {
  private final boolean unanswered;

  DnsException(boolean unanswered, String message, Throwable cause) {
    super(message, cause);
    this.unanswered = unanswered;
  }

  /// Whether none answered at all, in contrast to an answer that says that it failed.
  public boolean isUnanswered() {
    return unanswered;
  }
}
