package io.vigie.ingest.collect.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Which datapoints are asked for: the newest of a stretch of time that lies a little back, since
/// CloudWatch's figures are complete only some time after the period that they are of.
///
/// @param period that one datapoint is of
/// @param delay how long ago the period has ended, at least
/// @param range how far back the newest datapoint is looked for
record QueryWindow(Duration period, Duration delay, Duration range) {
  static final QueryWindow USUAL =
      new QueryWindow(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(10));

  private static final Set<Long> SHORT_PERIODS = Set.of(1L, 5L, 10L, 30L);
  private static final Duration LONGEST_RANGE = Duration.ofDays(14);
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  /// The end, aligned to the period: the same until there can be a newer datapoint.
  Instant endExclusive(Instant now) {
    long seconds = now.minus(delay).getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, period.toSeconds()));
  }

  Instant start(Instant endExclusive) {
    return endExclusive.minus(range);
  }

  /// What is wrong with it, after the key; empty if nothing is.
  String problem() {
    if (!isKnown(period)) {
      return "period: CloudWatch knows 1, 5, 10 and 30 seconds, and whole minutes";
    }
    if (range.compareTo(period) < 0 || range.compareTo(LONGEST_RANGE) > 0) {
      return "range: from one period to 14d";
    }
    return delay.compareTo(LONGEST_DELAY) > 0 ? "delay: at most 1d" : "";
  }

  private static boolean isKnown(Duration period) {
    long seconds = period.toSeconds();
    boolean isWhole = period.toMillis() == seconds * 1000;
    return isWhole && (SHORT_PERIODS.contains(seconds) || (seconds > 0 && seconds % 60 == 0));
  }
}
