package io.vigie.promql.ast;

/// When a selector or subquery looks: `@` first, then `offset` back from there.
///
/// @param at the instant, or [AtModifier.None] for the evaluation time
/// @param offset how far back; negative looks ahead
public record TimeShift(AtModifier at, DurationExpr offset) {
  /// At the evaluation time.
  public static final TimeShift NONE =
      new TimeShift(new AtModifier.None(), DurationExpr.Literal.ZERO);

  /// How far back, in milliseconds.
  ///
  /// @throws IllegalStateException if the offset is an expression that was not resolved
  public long offsetMillis() {
    return offset.constantMillis();
  }

  public boolean hasAt() {
    return !(at instanceof AtModifier.None);
  }

  public TimeShift withAt(AtModifier other) {
    return new TimeShift(other, offset);
  }

  public TimeShift withOffset(DurationExpr other) {
    return new TimeShift(at, other);
  }
}
