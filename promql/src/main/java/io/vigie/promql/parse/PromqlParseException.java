package io.vigie.promql.parse;

import io.vigie.promql.ast.Span;

/// A text is not a valid PromQL expression. The message has the form `line:column: parse error:
/// reason`, with columns in bytes from 1.
public final class PromqlParseException extends Exception {
  private final transient Span span;
  private final String reason;

  PromqlParseException(byte[] query, Span span, String reason) {
    super(span.startIn(query) + ": parse error: " + reason);
    this.span = span;
    this.reason = reason;
  }

  /// The place in the query.
  public Span span() {
    return span;
  }

  /// What is wrong there, without the place.
  public String reason() {
    return reason;
  }
}
