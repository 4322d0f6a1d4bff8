package io.vigie.ingest.exposition.check;

/// The input cannot be taken for metrics.
final class MalformedMetricsException extends Exception {
  MalformedMetricsException(String message) {
    super(message);
  }
}
