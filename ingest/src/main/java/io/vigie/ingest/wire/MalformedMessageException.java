package io.vigie.ingest.wire;

/// Bytes that are no message of the expected kind; says what is wrong and where.
public final class MalformedMessageException extends Exception {
  public MalformedMessageException(String message) {
    super(message);
  }
}
