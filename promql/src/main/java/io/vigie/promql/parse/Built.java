package io.vigie.promql.parse;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.ValueType;
import java.util.Optional;

/// A node with what was found out while it was built, so that nobody has to walk a tree whose depth
/// is not known to be bounded yet.
///
/// @param depth number of nodes on the longest way down
/// @param typeError the first error of types in this node and below. It is reported only if the
///   whole query has no error of syntax
record Built(Expr expr, ValueType type, int depth, Optional<PromqlParseException> typeError) {
  static Built leaf(Expr expr) {
    return new Built(expr, expr.type(), 1, Optional.empty());
  }

  Span span() {
    return expr.span();
  }
}
