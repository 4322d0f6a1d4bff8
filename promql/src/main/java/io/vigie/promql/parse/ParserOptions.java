package io.vigie.promql.parse;

/// Which parts of the language may be used, and how large a query may be.
///
/// @param experimentalFunctions functions and aggregations that may still change
///   (`promql-experimental-functions`)
/// @param durationExpressions arithmetic in ranges and offsets (`promql-duration-expr`, on by
///   default since 3.14)
/// @param extendedRangeSelectors `anchored` and `smoothed` (`promql-extended-range-selectors`)
/// @param fillModifiers `fill`, `fill_left`, `fill_right` (`promql-binop-fill-modifiers`)
/// @param maxQueryBytes greatest length of a query, in bytes of UTF-8
/// @param maxDepth greatest depth of the tree, which bounds the stack of all who walk it
public record ParserOptions(
    boolean experimentalFunctions,
    boolean durationExpressions,
    boolean extendedRangeSelectors,
    boolean fillModifiers,
    int maxQueryBytes,
    int maxDepth) {
  /// What a server without feature flags understands.
  public static final ParserOptions DEFAULT =
      new ParserOptions(false, true, false, false, 1 << 20, 300);

  /// Everything, as in the `.test` files of the language.
  public static final ParserOptions ALL_FEATURES =
      DEFAULT
          .withExperimentalFunctions(true)
          .withExtendedRangeSelectors(true)
          .withFillModifiers(true);

  public ParserOptions withExperimentalFunctions(boolean enabled) {
    return new ParserOptions(
        enabled,
        durationExpressions,
        extendedRangeSelectors,
        fillModifiers,
        maxQueryBytes,
        maxDepth);
  }

  public ParserOptions withDurationExpressions(boolean enabled) {
    return new ParserOptions(
        experimentalFunctions,
        enabled,
        extendedRangeSelectors,
        fillModifiers,
        maxQueryBytes,
        maxDepth);
  }

  public ParserOptions withExtendedRangeSelectors(boolean enabled) {
    return new ParserOptions(
        experimentalFunctions,
        durationExpressions,
        enabled,
        fillModifiers,
        maxQueryBytes,
        maxDepth);
  }

  public ParserOptions withFillModifiers(boolean enabled) {
    return new ParserOptions(
        experimentalFunctions,
        durationExpressions,
        extendedRangeSelectors,
        enabled,
        maxQueryBytes,
        maxDepth);
  }
}
