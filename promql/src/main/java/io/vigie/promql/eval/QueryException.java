package io.vigie.promql.eval;

import java.util.Locale;

/// A query that has no answer. The message is worded as Prometheus words it, with the position in
/// front where one is known.
public final class QueryException extends RuntimeException {
  /// Whose fault it is, and hence which error type the HTTP API reports.
  public enum Kind {
    /// The query or a parameter makes no sense.
    BAD_DATA,
    /// The query makes sense, but not with the data there is.
    EXECUTION,
    /// The query is larger than the engine allows; an `execution` error to the API.
    TOO_MANY_SAMPLES,
    /// The query took longer than it may.
    TIMEOUT,
    /// Somebody stopped the query.
    CANCELED,
    /// The store failed.
    INTERNAL;

    /// The `errorType` of the HTTP API.
    public String errorType() {
      return this == TOO_MANY_SAMPLES ? "execution" : name().toLowerCase(Locale.ROOT);
    }

    /// The status code of the HTTP API.
    public int httpStatus() {
      return switch (this) {
        case BAD_DATA -> 400;
        case EXECUTION, TOO_MANY_SAMPLES -> 422;
        case TIMEOUT, CANCELED -> 503;
        case INTERNAL -> 500;
      };
    }
  }

  private final Kind kind;

  public QueryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public QueryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /// What another error says, as an error of this kind.
  static QueryException of(Kind kind, Exception cause) {
    return new QueryException(kind, String.valueOf(cause.getMessage()), cause);
  }

  public Kind kind() {
    return kind;
  }
}
