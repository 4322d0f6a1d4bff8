package io.vigie.promql.eval;

/// Parts of the language and of its evaluation that are switched on one by one, each under the name
/// that `--enable-feature` knows it by.
public enum QueryFeature {
  /// Experimental functions and aggregations.
  EXPERIMENTAL_FUNCTIONS("promql-experimental-functions"),
  /// Arithmetic in ranges and offsets.
  DURATION_EXPRESSIONS("promql-duration-expr"),
  /// The selector modifiers `anchored` and `smoothed`.
  EXTENDED_RANGE_SELECTORS("promql-extended-range-selectors"),
  /// The operator modifiers `fill`, `fill_left` and `fill_right`.
  FILL_MODIFIERS("promql-binop-fill-modifiers"),
  /// Metric names are dropped at the end of the evaluation instead of on the way.
  DELAYED_NAME_REMOVAL("promql-delayed-name-removal"),
  /// Remarks on counters go by the label `__type__` instead of the name's ending.
  TYPE_AND_UNIT_LABELS("type-and-unit-labels"),
  /// Queries that ask for all statistics get the sample counts of every step.
  PER_STEP_STATISTICS("promql-per-step-stats"),
  /// Counter functions use the start timestamps of samples.
  USE_START_TIMESTAMPS("use-start-timestamps");

  private final String flag;

  QueryFeature(String flag) {
    this.flag = flag;
  }

  /// The name in `--enable-feature`.
  public String flag() {
    return flag;
  }
}
