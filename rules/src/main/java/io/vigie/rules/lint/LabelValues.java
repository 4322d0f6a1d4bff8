package io.vigie.rules.lint;

import java.util.ArrayList;
import java.util.List;

/// The values of a label.
///
/// @param count of different ones
/// @param some of them, from all parts of their order
public record LabelValues(int count, List<String> some) {
  public static final LabelValues NONE = new LabelValues(0, List.of());

  private static final int MOST_KEPT = 200;

  public LabelValues {
    some = List.copyOf(some);
  }

  /// @param sorted all values
  public static LabelValues of(List<String> sorted) {
    if (sorted.size() <= MOST_KEPT) {
      return new LabelValues(sorted.size(), sorted);
    }
    List<String> some = new ArrayList<>();
    for (int i = 0; i < MOST_KEPT; i++) {
      some.add(sorted.get((int) ((long) i * sorted.size() / MOST_KEPT)));
    }
    return new LabelValues(sorted.size(), some);
  }
}
