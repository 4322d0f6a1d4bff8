package io.vigie.tsdb;

import io.vigie.model.metric.LabelMatcher;
import java.time.Duration;
import java.util.List;

/// What a [Tsdb] keeps. Every limit that is set counts.
///
/// @param time how long samples are kept that no rule is about; zero keeps them for ever
/// @param sizeBytes bytes on disk above which the oldest partitions are dropped; 0 for no limit
/// @param diskPercentage share of the file system, 0 to 100, above which they are; 0 for no limit.
///   If it is set, `sizeBytes` does not count
/// @param rules for series with retentions of their own; the first one that matches decides
public record Retention(Duration time, long sizeBytes, double diskPercentage, List<Rule> rules) {
  /// How long some series are kept.
  ///
  /// @param matchers all must match
  /// @param keep zero keeps them for ever
  public record Rule(List<LabelMatcher> matchers, Duration keep) {
    public Rule {
      matchers = List.copyOf(matchers);
      requireNotNegative(keep);
    }
  }

  public Retention {
    rules = List.copyOf(rules);
    requireNotNegative(time);
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("the retention size cannot be " + sizeBytes);
    }
    if (!(diskPercentage >= 0 && diskPercentage <= 100)) {
      throw new IllegalArgumentException("the retention percentage cannot be " + diskPercentage);
    }
  }

  /// By age alone.
  public static Retention of(Duration time) {
    return new Retention(time, 0, 0, List.of());
  }

  private static void requireNotNegative(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("the retention cannot be " + time);
    }
  }

  /// The longest that any series is kept; zero is for ever.
  Duration longest() {
    Duration longest = time;
    for (Rule rule : rules) {
      if (longest.isZero() || rule.keep().isZero()) {
        return Duration.ZERO;
      }
      longest = longest.compareTo(rule.keep()) < 0 ? rule.keep() : longest;
    }
    return longest;
  }
}
