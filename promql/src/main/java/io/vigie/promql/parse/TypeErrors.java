package io.vigie.promql.parse;

import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.ValueType;
import java.util.Optional;

/// Keeps the first of several errors. The order in which checks are made is that in which
/// Prometheus makes them.
final class TypeErrors {
  private final byte[] query;
  private Optional<PromqlParseException> first = Optional.empty();

  TypeErrors(byte[] query) {
    this.query = query;
  }

  /// Takes over the errors below a child.
  void addAll(Built child) {
    if (first.isEmpty()) {
      first = child.typeError();
    }
  }

  void addIf(boolean wrong, Span span, String reason) {
    if (wrong && first.isEmpty()) {
      first = Optional.of(new PromqlParseException(query, span, reason));
    }
  }

  /// Takes over the errors below a child and adds one if its type is not the one wanted.
  void expect(Built child, ValueType wanted, String context) {
    addAll(child);
    addIf(
        child.type() != wanted,
        child.span(),
        "expected type %s in %s, got %s".formatted(wanted.title(), context, child.type().title()));
  }

  Optional<PromqlParseException> first() {
    return first;
  }
}
