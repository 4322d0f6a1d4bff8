package io.vigie.promql.ast;

import java.util.List;
import java.util.StringJoiner;

/// Writes a tree as a query on several lines, breaking up whatever is longer than a line may be.
/// Selectors and literals are never broken.
public final class Prettifier {
  /// The width that the HTTP API uses.
  public static final int DEFAULT_WIDTH = 100;

  private static final String INDENT = "  ";

  private final int width;

  /// @param width number of characters from which on an expression is broken up
  public Prettifier(int width) {
    this.width = width;
  }

  public String print(Expr expr) {
    return print(expr, 0, false);
  }

  private String print(Expr expr, int level, boolean beforeArithmetic) {
    return switch (expr) {
      case Expr.Subquery subquery -> subquery(subquery, level);
      case Expr.Unary unary ->
          indent(level)
              + Printer.sign(unary)
              + print(unary.operand(), level, beforeArithmetic).strip();
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> indent(level) + Printer.print(expr);
      case Expr.VectorSelector _, Expr.MatrixSelector _ ->
          indent(level) + Printer.print(expr, beforeArithmetic);
      case Expr.Binary _, Expr.Parenthesized _, Expr.Aggregation _, Expr.Call _ -> {
        String line = Printer.print(expr, beforeArithmetic);
        yield isLong(line) ? broken(expr, level, beforeArithmetic) : indent(level) + line;
      }
    };
  }

  /// An expression that is too long for one line.
  private String broken(Expr expr, int level, boolean beforeArithmetic) {
    return switch (expr) {
      case Expr.Binary binary ->
          left(binary, level + 1)
              + "\n"
              + indent(level)
              + Printer.operator(binary)
              + "\n"
              + print(binary.right(), level + 1, beforeArithmetic);
      case Expr.Parenthesized(Expr inner, _) -> enclosed("", List.of(inner), level);
      case Expr.Aggregation aggregation ->
          enclosed(Printer.operator(aggregation), aggregation.arguments(), level);
      case Expr.Call call -> enclosed(call.function().name(), call.arguments(), level);
      default -> indent(level) + Printer.print(expr);
    };
  }

  private String left(Expr.Binary binary, int level) {
    return binary.left() instanceof Expr.NumberLiteral
        ? indent(level) + Printer.left(binary)
        : print(binary.left(), level, Printer.isArithmetic(binary.operator()));
  }

  private String enclosed(String before, List<Expr> inner, int level) {
    StringJoiner lines = new StringJoiner(",\n");
    for (Expr expr : inner) {
      lines.add(print(expr, level + 1, false));
    }
    return indent(level) + before + "(\n" + lines + "\n" + indent(level) + ")";
  }

  /// A subquery that fits is not indented, as upstream has it.
  private String subquery(Expr.Subquery subquery, int level) {
    String line = Printer.print(subquery);
    return isLong(line) ? print(subquery.expr(), level, false) + Printer.suffix(subquery) : line;
  }

  private boolean isLong(String line) {
    return line.length() > width;
  }

  private static String indent(int level) {
    return INDENT.repeat(level);
  }
}
