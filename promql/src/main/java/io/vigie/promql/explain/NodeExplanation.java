package io.vigie.promql.explain;

import java.util.List;
import java.util.Optional;

/// What happened at one node.
///
/// @param steps at how many steps it was evaluated; 1 also for a part of a range query that is the
///   same at every step
/// @param seriesIn series that came in from the nodes below; of a selector, series whose labels
///   match
/// @param seriesOut series that came out, with at least one sample
/// @param samplesRead samples looked at, those of the nodes below included
/// @param ownNanos computing time of this node alone, all threads together
/// @param totalNanos computing time with that of the nodes below
/// @param values lowest and highest value of the floats that came out
/// @param labels how the series that came out differ
/// @param matching how the operands found each other, if both were vectors
/// @param reasons why nothing came out, or less than went in
public record NodeExplanation(
    int steps,
    long seriesIn,
    long seriesOut,
    long samplesRead,
    long ownNanos,
    long totalNanos,
    Optional<ValueBounds> values,
    LabelCounts labels,
    Optional<Matching> matching,
    List<Reason> reasons) {
  /// Lowest and highest of some floats, NaN left out.
  public record ValueBounds(double min, double max) {}

  public NodeExplanation {
    reasons = List.copyOf(reasons);
  }
}
