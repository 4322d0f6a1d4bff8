package io.vigie.promql.ast;

/// A duration in a range, a subquery step or an offset. Mostly a [Literal]; the others depend on
/// the query's step and range and become literals when a query starts.
public sealed interface DurationExpr {
  /// Where it stands in the query.
  Span span();

  /// The duration in milliseconds.
  ///
  /// @throws IllegalStateException if this is not a [Literal]
  default long constantMillis() {
    if (this instanceof Literal literal) {
      return literal.millis();
    }
    throw new IllegalStateException("duration expression is not resolved: " + this);
  }

  /// `5m` or `300`.
  ///
  /// @param seconds possibly negative and fractional
  /// @param hasUnits whether it is written with units (`5m`)
  record Literal(double seconds, boolean hasUnits, Span span) implements DurationExpr {
    /// No duration, as where there is no `offset`.
    public static final Literal ZERO = new Literal(0, true, Span.NONE);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// Rounded to nanoseconds, then cut to milliseconds.
    public long millis() {
      return Math.round(seconds * 1e9) / NANOS_PER_MILLI;
    }
  }

  /// `-operand` or `+operand`; the sign of a literal is in its value.
  record Signed(boolean negative, DurationExpr operand, Span span) implements DurationExpr {}

  /// `left + right`, or `max_of(left, right)`.
  record Arithmetic(DurationOperator operator, DurationExpr left, DurationExpr right, Span span)
      implements DurationExpr {}

  /// `(inner)`.
  record Parenthesized(DurationExpr inner, Span span) implements DurationExpr {}

  /// `step()`: the resolution step of the query.
  record Step(Span span) implements DurationExpr {}

  /// `range()`: the time from the start to the end of the query.
  record Range(Span span) implements DurationExpr {}
}
