package io.vigie.ingest.remote;

/// A request of which nothing is taken, because it is not what it should be.
final class RefusedRequestException extends Exception {
  final int httpStatus;

  RefusedRequestException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }
}
