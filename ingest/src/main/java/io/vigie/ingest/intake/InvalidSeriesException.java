package io.vigie.ingest.intake;

/// A series that cannot be stored as it is; the message says why and names its labels.
public final class InvalidSeriesException extends Exception {
  public InvalidSeriesException(String message) {
    super(message);
  }
}
