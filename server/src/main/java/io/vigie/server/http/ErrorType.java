package io.vigie.server.http;

/// What kind of failure an API answer reports; word and HTTP status are those of Prometheus.
public enum ErrorType {
  /// The caller asked wrongly.
  BAD_DATA("bad_data", 400),
  /// The query is well-formed but cannot be evaluated.
  EXECUTION("execution", 422),
  /// The caller went away or the query was stopped.
  CANCELED("canceled", 499),
  /// The query took longer than it may.
  TIMEOUT("timeout", 503),
  /// Switched off, or not ready yet.
  UNAVAILABLE("unavailable", 500),
  NOT_FOUND("not_found", 404),
  /// What was to be changed is not as the caller knew it any more. Beyond Prometheus.
  CONFLICT("conflict", 409),
  /// Our own fault.
  INTERNAL("internal", 500);

  private final String word;
  private final int httpStatus;

  ErrorType(String word, int httpStatus) {
    this.word = word;
    this.httpStatus = httpStatus;
  }

  /// As written in the field `errorType`.
  public String word() {
    return word;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
