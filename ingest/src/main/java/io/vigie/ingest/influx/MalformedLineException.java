package io.vigie.ingest.influx;

/// A line that is not what the line protocol demands; the message says what is wrong in InfluxDB's
/// words.
final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedLineException(String message) {
    super(message);
  }
}
