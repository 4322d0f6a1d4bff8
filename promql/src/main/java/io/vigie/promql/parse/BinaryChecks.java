package io.vigie.promql.parse;

import static io.vigie.promql.ast.GoText.quote;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.ast.VectorMatching;
import io.vigie.promql.ast.VectorMatching.Cardinality;

/// Which operands and modifiers a binary operator admits.
final class BinaryChecks {
  private final byte[] query;
  private final Built left;
  private final Built right;
  private final Expr.Binary binary;
  private final VectorMatching written;
  private final TypeErrors errors;

  /// @param written the matching as it stands in the query, also where it has no effect
  BinaryChecks(
      byte[] query,
      Built left,
      Built right,
      Expr.Binary binary,
      VectorMatching written,
      TypeErrors errors) {
    this.query = query;
    this.left = left;
    this.right = right;
    this.binary = binary;
    this.written = written;
    this.errors = errors;
  }

  /// Set operators always match many with many.
  static VectorMatching manyToMany(VectorMatching matching) {
    return matching.cardinality() == Cardinality.ONE_TO_ONE
        ? matching.withCardinality(Cardinality.MANY_TO_MANY)
        : matching;
  }

  void run() {
    checkBool();
    checkOnAndGroup();
    checkOperandTypes();
    if (left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR) {
      checkSetMatching();
    } else {
      checkNoMatching();
    }
    boolean hasScalar = left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR;
    errors.addIf(
        hasScalar && operator().isSet(),
        binary.span(),
        "set operator " + quote(operator().symbol()) + " not allowed in binary scalar expression");
  }

  private BinaryOperator operator() {
    return binary.operator();
  }

  private void checkBool() {
    boolean comparison = operator().isComparison();
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    if (binary.returnBool() && !comparison) {
      errors.addIf(true, operatorSpan(), "bool modifier can only be used on comparison operators");
    }
    if (comparison && !binary.returnBool() && scalars) {
      errors.addIf(true, operatorSpan(), "comparisons between scalars must use BOOL modifier");
    }
  }

  private void checkOnAndGroup() {
    if (!written.on()) {
      return;
    }
    for (String label : written.labels()) {
      if (written.include().contains(label)) {
        errors.addIf(
            true,
            operatorSpan(),
            "label " + quote(label) + " must not occur in ON and GROUP clause at once");
      }
    }
  }

  private void checkOperandTypes() {
    for (Built operand : new Built[] {left, right}) {
      errors.addIf(
          operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR,
          operand.span(),
          "binary expression must contain only scalar and instant vector types");
    }
  }

  private void checkNoMatching() {
    errors.addIf(
        !written.labels().isEmpty(),
        binary.span(),
        "vector matching only allowed between instant vectors");
    errors.addIf(
        !written.fill().isNone(),
        binary.span(),
        "filling in missing series only allowed between instant vectors");
  }

  private void checkSetMatching() {
    if (!operator().isSet()) {
      return;
    }
    boolean grouped = manyToMany(written).cardinality() != Cardinality.MANY_TO_MANY;
    errors.addIf(
        grouped,
        binary.span(),
        "no grouping allowed for " + quote(operator().symbol()) + " operation");
    errors.addIf(
        !written.fill().isNone(),
        binary.span(),
        "filling in missing series not allowed for set operators");
  }

  /// The operator with its modifiers. The end is that of the last character, not behind it, as
  /// upstream has it.
  private Span operatorSpan() {
    int start = left.span().end();
    while (Lexer.isSpace(query[start])) {
      start++;
    }
    int end = right.span().start() - 1;
    while (Lexer.isSpace(query[end])) {
      end--;
    }
    return new Span(start, end);
  }
}
