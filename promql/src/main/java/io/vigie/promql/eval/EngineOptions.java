package io.vigie.promql.eval;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// What an engine allows and how it evaluates.
///
/// @param maxSamples samples that one query may hold in memory (`--query.max-samples`)
/// @param maxBytes bytes of samples that one query may hold in memory
/// @param cacheBytes room for answers to range queries that are asked again; 0 keeps none
/// @param timeout how long one query may take, waiting included (`--query.timeout`)
/// @param lookbackDelta how old the newest sample of a series may be to count
///   (`--query.lookback-delta`)
/// @param defaultSubqueryStep step of a subquery that names none: the global evaluation interval
/// @param maxConcurrency queries that run at once (`--query.max-concurrency`); others wait
/// @param parallelism threads that one query may use
/// @param features what is switched on
public record EngineOptions(
    long maxSamples,
    long maxBytes,
    long cacheBytes,
    Duration timeout,
    Duration lookbackDelta,
    Duration defaultSubqueryStep,
    int maxConcurrency,
    int parallelism,
    Set<QueryFeature> features) {
  /// The defaults of Prometheus, with a byte budget of a quarter of the heap.
  public static EngineOptions defaults() {
    return new EngineOptions(
        50_000_000,
        Runtime.getRuntime().maxMemory() / 4,
        Runtime.getRuntime().maxMemory() / 32,
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        20,
        Runtime.getRuntime().availableProcessors(),
        EnumSet.of(QueryFeature.DURATION_EXPRESSIONS));
  }

  public EngineOptions {
    if (maxSamples < 1 || maxBytes < 1 || maxConcurrency < 1 || parallelism < 1) {
      throw new IllegalArgumentException("limits of the query engine must be at least 1");
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("the room for kept answers must not be negative");
    }
    if (!timeout.isPositive() || !lookbackDelta.isPositive() || !defaultSubqueryStep.isPositive()) {
      throw new IllegalArgumentException("durations of the query engine must be positive");
    }
    features = Set.copyOf(features);
  }

  public boolean has(QueryFeature feature) {
    return features.contains(feature);
  }

  /// These options with other features.
  public EngineOptions withFeatures(Set<QueryFeature> otherFeatures) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        cacheBytes,
        timeout,
        lookbackDelta,
        defaultSubqueryStep,
        maxConcurrency,
        parallelism,
        otherFeatures);
  }

  /// These options with another step of subqueries that name none.
  public EngineOptions withDefaultSubqueryStep(Duration otherStep) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        cacheBytes,
        timeout,
        lookbackDelta,
        otherStep,
        maxConcurrency,
        parallelism,
        features);
  }

  /// These options with another limit of samples.
  public EngineOptions withMaxSamples(long otherMaxSamples) {
    return new EngineOptions(
        otherMaxSamples,
        maxBytes,
        cacheBytes,
        timeout,
        lookbackDelta,
        defaultSubqueryStep,
        maxConcurrency,
        parallelism,
        features);
  }

  /// These options with another limit of bytes.
  public EngineOptions withMaxBytes(long otherMaxBytes) {
    return new EngineOptions(
        maxSamples,
        otherMaxBytes,
        cacheBytes,
        timeout,
        lookbackDelta,
        defaultSubqueryStep,
        maxConcurrency,
        parallelism,
        features);
  }
}
