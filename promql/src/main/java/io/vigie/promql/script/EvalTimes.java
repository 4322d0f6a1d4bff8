package io.vigie.promql.script;

/// When a query is evaluated.
sealed interface EvalTimes {
  /// At one instant, milliseconds since the epoch.
  record Instant(long atMillis) implements EvalTimes {}

  /// At every step of a range, milliseconds since the epoch.
  record Range(Steps steps) implements EvalTimes {}

  /// Instants at equal distances.
  record Steps(long startMillis, long endMillis, long stepMillis) {
    long at(int index) {
      return startMillis + index * stepMillis;
    }
  }
}
