package io.vigie.promql.ast;

/// How a range selector treats the ends of its window.
public enum RangeEdges {
  /// Only the samples inside.
  PLAIN,
  /// `anchored`: the last sample before the window is its first.
  ANCHORED,
  /// `smoothed`: values at the ends are interpolated from samples inside and outside.
  SMOOTHED
}
