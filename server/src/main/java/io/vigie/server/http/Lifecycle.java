package io.vigie.server.http;

/// What the operator may ask of the running server. Thread-safe.
public interface Lifecycle {
  /// Reads the configuration again and puts it in force, all or nothing.
  ///
  /// @throws Exception if it is not valid or could not be put in force; the old one stays then, and
  ///   the message says why
  void reload() throws Exception;

  /// Asks the server to end; returns at once.
  void quit();
}
