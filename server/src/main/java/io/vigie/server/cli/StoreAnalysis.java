package io.vigie.server.cli;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.part.PartInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What `promtool tsdb analyze` says of a block, of one partition: which labels there are most of,
/// and which come and go.
final class StoreAnalysis {
  /// Counts over the series of a label or a pair.
  private static final class Counts {
    long series;
    double uncoveredMillis;
  }

  private final MetricStore store;
  private final List<PartInfo> parts;
  private final int limit;
  private final PrintStream out;

  private final Map<String, Counts> byPair = new HashMap<>();
  private final Map<String, Counts> byName = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<String, Long> metrics = new HashMap<>();
  private final SampleBuffer samples = new SampleBuffer();
  private long series;
  private long entries;

  /// @param parts of the partition, at least one
  /// @param limit most entries of a list
  StoreAnalysis(MetricStore store, List<PartInfo> parts, int limit, PrintStream out) {
    this.store = store;
    this.parts = parts;
    this.limit = limit;
    this.out = out;
  }

  void print(List<LabelMatcher> matchers, String selector, boolean extended) throws IOException {
    long minMillis = parts.stream().mapToLong(PartInfo::minMillis).min().orElseThrow();
    long maxMillis = parts.stream().mapToLong(PartInfo::maxMillis).max().orElseThrow();
    count(new TimeRange(minMillis, maxMillis), matchers);
    out.println("Block ID: " + parts.getFirst().partitionStartMillis());
    out.println("Duration: " + GoDuration.format(Duration.ofMillis(maxMillis - minMillis)));
    out.println("Total Series: " + series);
    if (!selector.isEmpty()) {
      out.println("Matcher: " + selector);
    }
    out.println("Label names: " + byName.size());
    out.println("Postings (unique label pairs): " + byPair.size());
    out.println("Postings entries (total label pairs): " + entries);
    double span = Math.max(1, maxMillis - minMillis);
    list("Label pairs most involved in churning", byPair, c -> (long) (c.uncoveredMillis / span));
    list("Label names most involved in churning", byName, c -> (long) (c.uncoveredMillis / span));
    list("Most common label pairs", byPair, counts -> counts.series);
    list(
        "Label names with highest cumulative label value length",
        values,
        set -> set.stream().mapToLong(String::length).sum());
    list("Highest cardinality labels", values, Set::size);
    list("Highest cardinality metric names", metrics, count -> count);
    if (extended) {
      printParts();
    }
  }

  private void count(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    try (Selection selection = store.select(range, matchers)) {
      for (Series one : selection.series()) {
        samples.clear();
        one.read(range.minMillis(), range.maxMillis(), samples);
        if (!samples.isEmpty()) {
          long[] times = samples.timestampsMillis();
          long covered = times[samples.size() - 1] - times[0];
          count(one.labels(), range.maxMillis() - range.minMillis() - covered);
        }
      }
    }
  }

  private void count(Labels labels, long uncoveredMillis) {
    series++;
    labels.forEach((name, value) -> {
      entries++;
      add(byName, name, uncoveredMillis);
      add(byPair, name + "=" + value, uncoveredMillis);
      values.computeIfAbsent(name, _ -> new HashSet<>()).add(value);
    });
    metrics.merge(labels.metricName(), 1L, Long::sum);
  }

  private static void add(Map<String, Counts> counts, String key, long uncoveredMillis) {
    Counts found = counts.computeIfAbsent(key, _ -> new Counts());
    found.series++;
    found.uncoveredMillis += uncoveredMillis;
  }

  private <T> void list(String title, Map<String, T> counts, ToLongFunction<T> measure) {
    out.println();
    out.println(title + ":");
    counts.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), measure.applyAsLong(entry.getValue())))
        .sorted(
            Comparator.comparing(Map.Entry<String, Long>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .forEach(entry -> out.println(entry.getValue() + " " + entry.getKey()));
  }

  /// Stands where promtool tells how full chunks are.
  private void printParts() {
    out.println();
    out.println("Parts, with samples, series, bytes and bytes a sample:");
    for (PartInfo part : parts) {
      out.printf(
          "%s %d %d %d %.2f%n",
          part.fileName(),
          part.samples(),
          part.series(),
          part.sizeBytes(),
          (double) part.sizeBytes() / Math.max(1, part.samples()));
    }
  }
}
