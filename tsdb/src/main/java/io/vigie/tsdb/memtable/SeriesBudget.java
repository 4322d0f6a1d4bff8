package io.vigie.tsdb.memtable;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.stream.Collectors;

/// How many active series there may be of those that match. Beyond it new ones are refused; those
/// that are active already go on.
///
/// @param matchers all must match; none match every series
/// @param maxSeries most active series
public record SeriesBudget(List<LabelMatcher> matchers, long maxSeries) {
  /// A budget with what is used of it.
  ///
  /// @param series active series that match
  /// @param refused new series refused since the store was opened or the budget was changed, those
  ///   refused again each time counted
  public record Usage(SeriesBudget budget, long series, long refused) {}

  public SeriesBudget {
    matchers = List.copyOf(matchers);
    if (maxSeries < 1) {
      throw new IllegalArgumentException("a series budget cannot be " + maxSeries);
    }
  }

  boolean isAbout(Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /// The matchers as a selector.
  public String selector() {
    return matchers.stream()
        .map(LabelMatcher::toString)
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
