package io.vigie.promql.ast;

/// Replaces duration expressions by their values once the times of a query are known.
///
/// @param stepMillis what `step()` stands for
/// @param rangeMillis what `range()` stands for
public record DurationResolver(long stepMillis, long rangeMillis) {
  /// What fits into 63 bits of nanoseconds.
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  /// The same tree in which every duration is a [DurationExpr.Literal].
  ///
  /// @throws DurationException if a duration is not a number or too large, or a range or step is
  ///   not greater than 0
  public Expr resolve(Expr expr) {
    Expr resolved = Trees.mapChildren(expr, this::resolve);
    return switch (resolved) {
      case Expr.VectorSelector selector -> selector.withShift(resolve(selector.shift()));
      case Expr.MatrixSelector(var selector, DurationExpr range, Span span) ->
          new Expr.MatrixSelector(selector, positive(range), span);
      case Expr.Subquery(Expr inner, var range, var step, TimeShift shift, Span span) ->
          new Expr.Subquery(inner, positive(range), step.map(this::positive), resolve(shift), span);
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.Binary _, Expr.Unary _ -> resolved;
      case Expr.Parenthesized _, Expr.Aggregation _, Expr.Call _ -> resolved;
    };
  }

  private TimeShift resolve(TimeShift shift) {
    return shift.withOffset(literal(shift.offset()));
  }

  private DurationExpr positive(DurationExpr duration) {
    DurationExpr.Literal literal = literal(duration);
    if (!(duration instanceof DurationExpr.Literal) && literal.seconds() <= 0) {
      throw new DurationException(duration.span(), "duration must be greater than 0");
    }
    return literal;
  }

  private DurationExpr.Literal literal(DurationExpr duration) {
    if (duration instanceof DurationExpr.Literal literal) {
      return literal;
    }
    double seconds = seconds(duration);
    if (!Double.isFinite(seconds)) {
      throw new DurationException(duration.span(), "duration is NaN or infinite");
    }
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw new DurationException(duration.span(), "duration is out of range");
    }
    return new DurationExpr.Literal(seconds, true, duration.span());
  }

  private double seconds(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> literal.seconds();
      case DurationExpr.Signed(boolean negative, DurationExpr operand, _) ->
          negative ? -seconds(operand) : seconds(operand);
      case DurationExpr.Parenthesized(DurationExpr inner, _) -> seconds(inner);
      case DurationExpr.Step _ -> stepMillis / 1000.0;
      case DurationExpr.Range _ -> rangeMillis / 1000.0;
      case DurationExpr.Arithmetic arithmetic ->
          compute(arithmetic, seconds(arithmetic.left()), seconds(arithmetic.right()));
    };
  }

  private static double compute(DurationExpr.Arithmetic arithmetic, double left, double right) {
    return switch (arithmetic.operator()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / nonZero(right, arithmetic.span(), "division by zero");
      case MODULO -> left % nonZero(right, arithmetic.span(), "modulo by zero");
      case POWER -> Math.pow(left, right);
      case MIN_OF -> Math.min(left, right);
      case MAX_OF -> Math.max(left, right);
    };
  }

  private static double nonZero(double divisor, Span span, String reason) {
    if (divisor == 0) {
      throw new DurationException(span, reason);
    }
    return divisor;
  }
}
