package io.vigie.promql.ast;

/// The corners of what may stand behind `offset`: after two signs, or parentheses without a sign,
/// it goes on over operators (`offset - -1 + step()`); otherwise these belong to the expression
/// around the selector (`offset -1 + b`).
final class Offsets {
  private Offsets() {}

  /// An offset so that all of it is read as one.
  static String print(DurationExpr offset) {
    String text = Printer.print(offset);
    boolean goesOn = isArithmetic(innermost(offset));
    if (!goesOn || text.startsWith("(")) {
      return text;
    }
    return (text.startsWith("-") ? "+" : "++") + text;
  }

  /// Whether an operator behind it would be taken for a part of it.
  static boolean isOpen(DurationExpr offset) {
    return switch (offset) {
      case DurationExpr.Parenthesized _ -> true;
      case DurationExpr.Arithmetic _ -> isArithmetic(offset);
      case DurationExpr.Signed(_, DurationExpr operand, _) ->
          operand instanceof DurationExpr.Signed || isArithmetic(operand);
      case DurationExpr.Literal _, DurationExpr.Step _, DurationExpr.Range _ -> false;
    };
  }

  private static DurationExpr innermost(DurationExpr offset) {
    DurationExpr inner = offset;
    while (inner instanceof DurationExpr.Signed(_, DurationExpr operand, _)) {
      inner = operand;
    }
    return inner;
  }

  private static boolean isArithmetic(DurationExpr duration) {
    return duration instanceof DurationExpr.Arithmetic(DurationOperator operator, _, _, _)
        && !operator.isFunction();
  }
}
