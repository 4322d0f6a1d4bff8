package io.vigie.ingest.exposition;

/// A body is not the exposition that it claims to be. The message says what was expected and what
/// stands there instead.
public final class ExpositionException extends Exception {
  public ExpositionException(String message) {
    super(message);
  }
}
