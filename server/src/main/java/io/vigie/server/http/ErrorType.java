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
  /// Switched off, or not ready yet. Prometheus answers 500 where something is switched off.
  UNAVAILABLE("unavailable", 503),
  NOT_FOUND("not_found", 404),
  /// No credential, or a wrong one. This and what follows is beyond Prometheus, which tells of it
  /// without an envelope.
  UNAUTHORIZED("unauthorized", 401),
  FORBIDDEN("forbidden", 403),
  METHOD_NOT_ALLOWED("method_not_allowed", 405),
  TOO_LARGE("too_large", 413),
  TOO_MANY_REQUESTS("too_many_requests", 429),
  /// What was to be changed is not as the caller knew it any more.
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

  /// What a status without a word of its own means.
  static ErrorType ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 409 -> CONFLICT;
      case 413, 414, 431 -> TOO_LARGE;
      case 429 -> TOO_MANY_REQUESTS;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? BAD_DATA : INTERNAL;
    };
  }
}
