package io.vigie.server.http.v1;

import io.vigie.model.metric.MetricMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What targets, and those who push, say about their metrics. Thread-safe.
public final class KnownMetadata {
  /// Whoever types asks with every letter; walking all targets each time would be felt.
  private static final Duration KEPT = Duration.ofSeconds(5);

  /// Series of a histogram, summary or counter carry the family's name with one of these behind it.
  private static final List<String> PARTS =
      List.of("_bucket", "_count", "_sum", "_total", "_created", "_info");

  private final Supplier<Map<String, Set<MetricMetadata>>> scraped;
  private final Supplier<Map<String, MetricMetadata>> pushed;
  private final InstantSource clock;
  private volatile Snapshot snapshot = new Snapshot(Instant.MIN, new TreeMap<>());

  private record Snapshot(Instant until, SortedMap<String, Set<MetricMetadata>> byFamily) {}

  /// @param scraped what targets say, by metric family
  /// @param pushed what senders say, by metric family
  public KnownMetadata(
      Supplier<Map<String, Set<MetricMetadata>>> scraped,
      Supplier<Map<String, MetricMetadata>> pushed,
      InstantSource clock) {
    this.scraped = scraped;
    this.pushed = pushed;
    this.clock = clock;
  }

  /// Everything that is said now; several things about a family if they disagree.
  SortedMap<String, Set<MetricMetadata>> byFamily() {
    SortedMap<String, Set<MetricMetadata>> all = new TreeMap<>(scraped.get());
    pushed
        .get()
        .forEach((family, said) ->
            all.merge(
                family,
                Set.of(said),
                (targets, pusher) -> {
                  Set<MetricMetadata> union = new LinkedHashSet<>(targets);
                  union.addAll(pusher);
                  return union;
                }));
    return all;
  }

  /// What was said first about a metric, or about the family that it is a part of; may be some
  /// seconds old.
  public Optional<MetricMetadata> of(String metric) {
    SortedMap<String, Set<MetricMetadata>> known = recent();
    return Optional.ofNullable(known.get(metric))
        .or(() ->
            PARTS.stream()
                .filter(metric::endsWith)
                .flatMap(part ->
                    Optional.ofNullable(
                        known.get(metric.substring(0, metric.length() - part.length())))
                        .stream())
                .findFirst())
        .flatMap(said -> said.stream().findFirst());
  }

  private SortedMap<String, Set<MetricMetadata>> recent() {
    Snapshot recent = snapshot;
    Instant now = clock.instant();
    if (now.isAfter(recent.until())) {
      recent = new Snapshot(now.plus(KEPT), byFamily());
      snapshot = recent;
    }
    return recent.byFamily();
  }
}
