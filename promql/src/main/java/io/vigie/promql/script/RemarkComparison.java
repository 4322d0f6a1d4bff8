package io.vigie.promql.script;

import io.vigie.promql.value.Annotations;
import java.util.List;
import java.util.Optional;

/// Compares annotations with the expected ones.
final class RemarkComparison {
  private RemarkComparison() {}

  static Optional<Mismatch> compare(Expectation expectation, Annotations annotations) {
    return compare("warning", expectation.warnings(), annotations.warnings())
        .or(() -> compare("info", expectation.infos(), annotations.infos()));
  }

  private static Optional<Mismatch> compare(
      String kind, Expectation.Remarks expected, List<String> actual) {
    if (expected.none() && !actual.isEmpty()) {
      return Optional.of(new Mismatch("no " + kind, String.valueOf(actual)));
    }
    for (TextPattern pattern : expected.some()) {
      if (actual.stream().noneMatch(pattern::matches)) {
        return Optional.of(new Mismatch(kind + " with " + pattern, String.valueOf(actual)));
      }
    }
    return actual.stream()
        .filter(remark -> !expected.some().isEmpty())
        .filter(remark -> expected.some().stream().noneMatch(p -> p.matches(remark)))
        .findFirst()
        .map(remark -> new Mismatch(kind + " with one of " + expected.some(), remark));
  }
}
