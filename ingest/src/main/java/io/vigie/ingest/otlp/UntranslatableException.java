package io.vigie.ingest.otlp;

/// Something that cannot be stored as a series. The message is for whoever sent it.
final class UntranslatableException extends Exception {
  private static final long serialVersionUID = 1;

  UntranslatableException(String message) {
    super(message);
  }
}
