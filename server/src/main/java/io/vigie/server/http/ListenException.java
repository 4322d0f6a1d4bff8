package io.vigie.server.http;

import java.io.IOException;

/// The server cannot, or must not, listen where it was told to. The message is meant for the
/// operator and says what to do.
public final class ListenException extends IOException {
  public ListenException(String message) {
    super(message);
  }

  public ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
