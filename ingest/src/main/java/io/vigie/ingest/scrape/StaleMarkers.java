package io.vigie.ingest.scrape;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says of the series of targets that are gone that they have ended. Not at once: a target often
/// comes back, from a flapping discovery or a reload, and then its new loop goes on with the
/// series. As in Prometheus the markers are written a little more than two intervals later, with
/// the timestamp of the scrape that would have been next. Not thread-safe.
final class StaleMarkers {
  private static final Logger LOG = LoggerFactory.getLogger(StaleMarkers.class);

  private record Pending(Remains remains, long dueNanos) {}

  private final ScrapeContext context;
  private final Map<Labels, Pending> pendingByTarget = new LinkedHashMap<>();

  StaleMarkers(ScrapeContext context) {
    this.context = context;
  }

  void add(Remains remains) {
    long intervalNanos = remains.target().interval().toNanos();
    long dueNanos = context.ticker().readNanos() + 2 * intervalNanos + intervalNanos / 10;
    Pending earlier =
        pendingByTarget.put(remains.target().publicLabels(), new Pending(remains, dueNanos));
    if (earlier != null) {
      write(List.of(earlier.remains()), false); // two targets with the same labels ended
    }
  }

  /// Hands over what a target of these labels left, so that another loop goes on with it.
  Optional<Remains> claim(Labels publicLabels) {
    return Optional.ofNullable(pendingByTarget.remove(publicLabels)).map(Pending::remains);
  }

  Optional<Long> nextDueNanos() {
    return pendingByTarget.values().stream()
        .map(Pending::dueNanos)
        .reduce((a, b) -> a - b <= 0 ? a : b);
  }

  void writeDue() {
    long nowNanos = context.ticker().readNanos();
    List<Remains> due = new ArrayList<>();
    pendingByTarget
        .values()
        .removeIf(pending -> {
          boolean isDue = pending.dueNanos() - nowNanos <= 0;
          if (isDue) {
            due.add(pending.remains());
          }
          return isDue;
        });
    write(due, false);
  }

  /// Writes all markers with the time of now: nobody will go on with these series.
  void writeAllNow() {
    write(giveUp(), true);
  }

  /// Leaves the duty to somebody else.
  List<Remains> giveUp() {
    List<Remains> all = pendingByTarget.values().stream().map(Pending::remains).toList();
    pendingByTarget.clear();
    return all;
  }

  private void write(List<Remains> due, boolean now) {
    if (due.isEmpty()) {
      return;
    }
    long nowMillis = context.clock().millis();
    try (Appender appender = context.store().appender()) {
      for (Remains remains : due) {
        long timestampMillis =
            now
                ? Math.max(nowMillis, remains.lastTimestampMillis() + 1)
                : remains.staleTimestampMillis();
        for (long reference : remains.cache().live()) {
          var _ = appender.append(reference, timestampMillis, Staleness.MARKER);
        }
        remains.report().appendStale(appender, timestampMillis);
      }
      appender.commit();
    } catch (IOException | RuntimeException e) {
      context.meters().commitsFailed.increment();
      LOG.warn("The end of {} targets could not be stored: {}", due.size(), e.toString());
    }
  }

  static long[] union(long[] one, long[] other) {
    LongOpenHashSet all = new LongOpenHashSet(one);
    for (long reference : other) {
      all.add(reference);
    }
    return all.toLongArray();
  }
}
