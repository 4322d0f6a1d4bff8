package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.BinaryOperator.Kind;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Map;
import java.util.Optional;

/// Two sides of an operator that are in different units.
final class MixedUnits implements Check {
  /// Of what is turned into the base unit of its dimension, the factor.
  private static final Map<String, String> TO_BASE =
      Map.ofEntries(
          Map.entry("milliseconds", " / 1000"),
          Map.entry("microseconds", " / 1e+06"),
          Map.entry("nanoseconds", " / 1e+09"),
          Map.entry("minutes", " * 60"),
          Map.entry("hours", " * 3600"),
          Map.entry("days", " * 86400"),
          Map.entry("kilobytes", " * 1024"),
          Map.entry("megabytes", " * 1048576"),
          Map.entry("bits", " / 8"),
          Map.entry(Units.PERCENT, " / 100"));

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(Expr.Binary.class::isInstance)
        .map(Expr.Binary.class::cast)
        .flatMap(binary -> problem(root, binary, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Expr root, Expr.Binary binary, KnownMetrics metrics) {
    String left = Units.of(binary.left(), metrics);
    String right = Units.of(binary.right(), metrics);
    boolean isMixed = !left.isEmpty() && !right.isEmpty() && !left.equals(right);
    boolean wantsSame = wantsSame(binary);
    boolean byFactor = Units.differByFactor(left, right);
    if (!isMixed || !(wantsSame || (byFactor && binary.operator() == BinaryOperator.DIVIDE))) {
      return Optional.empty();
    }
    return Problem.warning(
        Wording.of(
            "unit-mismatch.sides",
            "the left side of %s is in %s, the right side in %s",
            binary.operator().symbol(),
            left,
            right),
        byFactor
            ? Wording.verbatim(inBase(root, binary, left, right))
            : Wording.of(
                "unit-mismatch.sides-instead",
                "compare %s with %s: write another metric, or a number",
                left,
                left));
  }

  /// Whether the operator makes sense only between like and like.
  private static boolean wantsSame(Expr.Binary binary) {
    return binary.operator().kind() == Kind.COMPARISON
        || binary.operator() == BinaryOperator.ADD
        || binary.operator() == BinaryOperator.SUBTRACT;
  }

  private static String inBase(Expr root, Expr.Binary binary, String left, String right) {
    String converted =
        side(binary.left(), left)
            + " "
            + Printer.print(binary)
                .substring(Printer.print(binary.left()).length() + 1)
                .replace(Printer.print(binary.right()), side(binary.right(), right));
    return Shapes.replaced(root, binary, converted);
  }

  private static String side(Expr side, String unit) {
    String factor = TO_BASE.getOrDefault(unit, "");
    return factor.isEmpty() ? Printer.print(side) : "(" + Printer.print(side) + factor + ")";
  }
}
