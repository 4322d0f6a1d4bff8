package io.vigie.promql.ast;

/// A duration expression has no usable value under the times of a query. The message begins with
/// the byte offsets of the expression in the query.
public final class DurationException extends RuntimeException {
  DurationException(Span span, String reason) {
    super(span.start() + ":" + span.end() + ": " + reason);
  }
}
