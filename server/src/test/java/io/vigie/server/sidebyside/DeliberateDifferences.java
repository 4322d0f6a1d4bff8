package io.vigie.server.sidebyside;

import java.util.List;

/// Where Vigie does as Prometheus 3 and therefore not as the Prometheus 2.42 that Debian has. All
/// of it is kept out of [GeneratedData] and [GeneratedExpressions], so that what is asked has to be
/// answered the same, without exception:
///
/// - *Ranges are open on the left, and so is the look-back* (3.0): a sample exactly one range
///   before the evaluation no longer counts. Samples never lie on a whole second; ranges of
///   subqueries, offsets and steps are multiples of 15 s, evaluation times lie 7 s beside them, and
///   no subquery is inside another.
/// - *`rate` extrapolates to zero less far* (2.53): the point where a counter was zero is looked
///   for only within what would be extrapolated anyway. Counters are never near zero.
/// - *Sums are compensated* (3.0, `sum` and `avg`): values are multiples of 1/4, whose sums are
///   exact either way; what is computed from quotients is compared with a tolerance, and never with
///   `==`.
/// - *Which of equal elements `topk` and `bottomk` choose* is up to the order of series, which was
///   not defined: gauges are never equal.
/// - *Sums of squares are compensated* (3.x, `stddev` and `stdvar`): times count from the first
///   sample, not from 1970, where seconds squared fill all the bits.
/// - *The deviation of a single NaN or infinity is NaN* (3.0, `stddev` and `stdvar`), not 0: only
///   finite values are aggregated so.
/// - *Compensation stops at infinity* (3.0), where it made NaN of a sum of squares: nothing is
///   raised to large powers.
/// - *`avg` of minus zero is zero* (3.0), which only shows when something is divided by it: series
///   are not taken modulo each other.
/// - *The window of `predict_linear(x[5m] @ t)` stands still* (2.4x), which 2.42 moves on with each
///   step: `@` is not used there.
/// - *Powers and the like may differ in the last bit* between Go and Java: `%`, `sin`, `cos` and
///   `tan`, which can make that bit the first, take values as they are.
/// - *`atan2` drops the metric's name* (2.5x), as other arithmetic does: its left side never has
///   one.
/// - *`holt_winters` is called `double_exponential_smoothing`* (3.0), *and regular expressions
///   match newlines with a dot* (3.0): neither is used.
final class DeliberateDifferences {
  /// What may be left of values that cancel each other out.
  private static final double ROUNDING = 1e-9;

  private DeliberateDifferences() {}

  /// What differs, in words. Both may refuse an expression, each in its own words.
  static List<String> differences(PrometheusApi.Answer expected, PrometheusApi.Answer actual) {
    if (!expected.isSuccess() || !actual.isSuccess()) {
      return expected.isSuccess() == actual.isSuccess()
          ? List.of()
          : List.of("expected " + expected.text() + ", got " + actual.text());
    }
    return AnswerComparison.differences(expected.data(), actual.data(), ROUNDING);
  }
}
