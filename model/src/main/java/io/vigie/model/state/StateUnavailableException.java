package io.vigie.model.state;

import java.io.IOException;

/// State cannot be read or written now, as its database cannot be reached or refuses. Nothing has
/// changed; the same may succeed later.
public final class StateUnavailableException extends IOException {
  public StateUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
