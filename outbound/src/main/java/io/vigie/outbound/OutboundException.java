package io.vigie.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request got no usable answer. The message is one sentence that names the host, what failed and
/// what can be done; it never holds a secret.
public final class OutboundException extends IOException {
  /// What stood in the way.
  public enum Kind {
    /// Nobody listens there.
    REFUSED,
    /// There is no way to that address.
    UNREACHABLE,
    /// The name has no address.
    UNKNOWN_HOST,
    /// The deadline of the request passed.
    TIMEOUT,
    /// No trust or no common ground in TLS.
    TLS,
    /// The body is larger than the request allows.
    TOO_LARGE,
    /// What came is not HTTP, or not what it says it is.
    PROTOCOL,
    /// The server closed the connection before the answer was complete.
    CLOSED,
    /// The proxy did not let the request through.
    PROXY,
    /// Redirected too often, or to nowhere.
    REDIRECT,
    /// The credentials could not be read or obtained.
    CREDENTIALS,
    /// The caller was interrupted, or the client is closed.
    CANCELLED,
    /// Anything else.
    OTHER
  }

  private final Kind kind;

  public OutboundException(Kind kind, String message) {
    this(kind, message, null);
  }

  public OutboundException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
