package io.vigie.promql.eval;

import java.time.Duration;
import java.util.Optional;

/// What one query asks for beyond its text.
///
/// @param lookbackDelta instead of the engine's
/// @param timeout instead of the engine's, if shorter
/// @param maxSamples instead of the engine's, if lower
/// @param perStepStatistics whether to count samples per step, if the engine has
///   [QueryFeature#PER_STEP_STATISTICS]
/// @param fromCache whether steps of a range query may come from an earlier answer
/// @param cancellation by which the caller may stop the query
/// @param caller who asks, for the list of running queries; may be empty
public record QueryOptions(
    Optional<Duration> lookbackDelta,
    Optional<Duration> timeout,
    Optional<Long> maxSamples,
    boolean perStepStatistics,
    boolean fromCache,
    Cancellation cancellation,
    String caller) {
  /// Nothing special, and a cancellation that nobody else knows.
  public static QueryOptions defaults() {
    return new QueryOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), false, true, new Cancellation(), "");
  }

  public QueryOptions {
    lookbackDelta.ifPresent(delta -> requirePositive("lookback delta", delta));
    timeout.ifPresent(duration -> requirePositive("timeout", duration));
  }

  private static void requirePositive(String what, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(what + " must be positive, not " + duration);
    }
  }

  public QueryOptions withLookbackDelta(Duration delta) {
    return new QueryOptions(
        Optional.of(delta),
        timeout,
        maxSamples,
        perStepStatistics,
        fromCache,
        cancellation,
        caller);
  }

  public QueryOptions withTimeout(Duration duration) {
    return new QueryOptions(
        lookbackDelta,
        Optional.of(duration),
        maxSamples,
        perStepStatistics,
        fromCache,
        cancellation,
        caller);
  }

  public QueryOptions withMaxSamples(long samples) {
    return new QueryOptions(
        lookbackDelta,
        timeout,
        Optional.of(samples),
        perStepStatistics,
        fromCache,
        cancellation,
        caller);
  }

  public QueryOptions withPerStepStatistics(boolean wanted) {
    return new QueryOptions(
        lookbackDelta, timeout, maxSamples, wanted, fromCache, cancellation, caller);
  }

  public QueryOptions withFromCache(boolean allowed) {
    return new QueryOptions(
        lookbackDelta, timeout, maxSamples, perStepStatistics, allowed, cancellation, caller);
  }

  public QueryOptions withCancellation(Cancellation other) {
    return new QueryOptions(
        lookbackDelta, timeout, maxSamples, perStepStatistics, fromCache, other, caller);
  }

  public QueryOptions withCaller(String other) {
    return new QueryOptions(
        lookbackDelta, timeout, maxSamples, perStepStatistics, fromCache, cancellation, other);
  }
}
