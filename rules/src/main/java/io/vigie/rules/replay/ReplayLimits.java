package io.vigie.rules.replay;

import io.vigie.config.yaml.Durations;
import java.time.Duration;

/// How much one replay may do.
///
/// @param range from its beginning to its end at most
/// @param evaluations of single rules
/// @param samples that recording rules may write into memory; 16 bytes each
/// @param events changes of alerts, and messages, that are listed
/// @param time that it may take
public record ReplayLimits(
    Duration range, long evaluations, long samples, int events, Duration time) {
  /// Of a server that has other things to do.
  public static final ReplayLimits SERVER =
      new ReplayLimits(Duration.ofDays(31), 1_000_000, 5_000_000, 50_000, Duration.ofMinutes(2));

  /// Of a command with the machine to itself.
  public static final ReplayLimits COMMAND =
      new ReplayLimits(
          Duration.ofDays(3660), 100_000_000, 20_000_000, 500_000, Duration.ofHours(12));

  /// @throws ReplayException if more is wanted
  void checkPlan(Duration wantedRange, long wantedEvaluations) {
    if (wantedRange.compareTo(range) > 0) {
      throw new ReplayException(
          ReplayException.Kind.TOO_LARGE,
          "the time is too long: a replay spans at most " + Durations.format(range));
    }
    if (wantedEvaluations > evaluations) {
      throw tooLarge("take " + wantedEvaluations + " evaluations of rules", evaluations);
    }
  }

  void checkSamples(long samplesSoFar) {
    if (samplesSoFar > samples) {
      throw tooLarge("record more than " + samples + " samples", samples);
    }
  }

  /// @throws ReplayException if there are more than are listed
  public void checkEvents(long eventsSoFar) {
    if (eventsSoFar > events) {
      throw tooLarge("give more than " + events + " changes and messages", events);
    }
  }

  private static ReplayException tooLarge(String would, long most) {
    return new ReplayException(
        ReplayException.Kind.TOO_LARGE,
        "the replay would %s, and %d is the most: choose a shorter time, or fewer rules"
            .formatted(would, most));
  }
}
