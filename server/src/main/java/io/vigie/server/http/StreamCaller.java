package io.vigie.server.http;

import io.vigie.config.http.Secret;

/// Who listens to a stream. A stream may outlast the credential that it began with, so this can be
/// asked again and again. Thread-safe.
public interface StreamCaller {
  /// Whether whoever it is may read, now.
  boolean mayRead();

  /// The same with a token that was shown later.
  StreamCaller withToken(Secret token);
}
