package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.explain.LabelCounts;
import io.vigie.promql.explain.LabelCounts.LabelCount;
import io.vigie.promql.explain.NodeExplanation.ValueBounds;
import io.vigie.promql.value.StepColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What a [Recorder] knows of one node. Thread-safe: several threads compute a node's columns.
final class NodeRecord {
  private static final int MOST_LABELS = 20;
  private static final int MOST_VALUES = 1_000;

  private final LongAdder ownNanos = new LongAdder();
  private final Map<String, Set<String>> valuesByLabel = new TreeMap<>();
  private boolean labelsTruncated;
  private long seriesOut;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private final List<SampleCounts> counts = new ArrayList<>();
  private int steps;
  private int selected;
  private @Nullable TimeRange selectedRange;
  private @Nullable MatchingRecord matching;

  /// The scope to evaluate the node in.
  synchronized Scope enter(Scope scope) {
    steps = Math.max(steps, scope.grid().steps());
    SampleCounts part = scope.counts().part();
    counts.add(part);
    return new Scope(scope.grid(), part);
  }

  void spend(long nanos) {
    ownNanos.add(nanos);
  }

  synchronized void selected(TimeRange range, int series) {
    selectedRange = range;
    selected = series;
  }

  synchronized void match(MatchingRecord record) {
    matching = record;
  }

  /// A series came out.
  synchronized void note(Labels labels) {
    seriesOut++;
    for (int i = 0; i < labels.size(); i++) {
      note(labels.name(i), labels.value(i));
    }
  }

  private void note(String name, String value) {
    Set<String> values = valuesByLabel.get(name);
    if (values == null) {
      if (valuesByLabel.size() >= MOST_LABELS) {
        labelsTruncated = true;
        return;
      }
      values = new HashSet<>();
      valuesByLabel.put(name, values);
    }
    if (values.size() < MOST_VALUES) {
      values.add(value);
    } else if (!values.contains(value)) {
      labelsTruncated = true;
    }
  }

  /// A series came out with its samples; one without any did not.
  void note(Labels labels, StepColumn column) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    boolean empty = true;
    for (int step = 0; step < column.steps(); step++) {
      if (!column.isPresent(step)) {
        continue;
      }
      empty = false;
      if (!column.isHistogram(step)) {
        // Comparisons with NaN are false, so that it is left out.
        double value = column.value(step);
        lowest = value < lowest ? value : lowest;
        highest = value > highest ? value : highest;
      }
    }
    if (empty) {
      return;
    }
    synchronized (this) {
      min = Math.min(min, lowest);
      max = Math.max(max, highest);
      note(labels);
    }
  }

  long ownNanos() {
    return ownNanos.sum();
  }

  synchronized long seriesOut() {
    return seriesOut;
  }

  synchronized int steps() {
    return steps;
  }

  synchronized int selectedSeries() {
    return selected;
  }

  synchronized Optional<TimeRange> selectedRange() {
    return Optional.ofNullable(selectedRange);
  }

  synchronized Optional<MatchingRecord> matching() {
    return Optional.ofNullable(matching);
  }

  synchronized long samplesRead() {
    return counts.stream().mapToLong(SampleCounts::read).sum();
  }

  synchronized Optional<ValueBounds> values() {
    return min <= max ? Optional.of(new ValueBounds(min, max)) : Optional.empty();
  }

  synchronized LabelCounts labels() {
    List<LabelCount> labels = new ArrayList<>();
    valuesByLabel.forEach((name, values) -> labels.add(new LabelCount(name, values.size())));
    labels.sort(Comparator.comparingInt(LabelCount::values).reversed());
    return new LabelCounts(labels, labelsTruncated);
  }
}
