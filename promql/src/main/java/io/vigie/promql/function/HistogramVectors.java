package io.vigie.promql.function;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The histograms in a vector: native ones, and classic ones put together from their buckets. Found
/// once for all steps.
final class HistogramVectors {
  private static final String BUCKET_LABEL = "le";

  /// One series of a classic histogram.
  ///
  /// @param upperBound value of its bucket label
  record BucketSeries(double upperBound, StepColumn column) {}

  /// One histogram, classic or native or, at different steps, both.
  ///
  /// @param labels its labels, metric name included, without the bucket label
  record Group(
      Labels labels, boolean dropsName, List<BucketSeries> buckets, List<StepColumn> natives) {
    /// The native histogram at a step, unless there are classic buckets too.
    boolean hasConflict(int step) {
      return natives.stream().anyMatch(column -> column.isHistogram(step))
          && buckets.stream()
              .anyMatch(
                  bucket -> bucket.column.isPresent(step) && !bucket.column.isHistogram(step));
    }
  }

  private final VectorCall call;
  private final Span span;
  private final Map<Labels, Group> groups = new LinkedHashMap<>();

  /// @param vectorArgument which argument the histograms are
  HistogramVectors(VectorCall call, int vectorArgument) {
    this.call = call;
    this.span = call.argument(vectorArgument).span();
    for (StepSeries series : call.vector(vectorArgument)) {
      addNative(series);
      addBucket(series);
    }
    groups
        .values()
        .forEach(group -> group.buckets.sort(Comparator.comparingDouble(BucketSeries::upperBound)));
    groups.values().forEach(this::removeConflicts);
  }

  List<Group> groups() {
    return new ArrayList<>(groups.values());
  }

  /// Where the vector stands in the query.
  Span span() {
    return span;
  }

  /// The name for remarks, which is not known any more where names are dropped at once.
  String metricName(Group group) {
    return call.delaysNameRemoval() ? group.labels.metricName() : "";
  }

  private void addNative(StepSeries series) {
    if (hasAny(series.column(), true)) {
      group(series.labels(), series).natives.add(series.column());
    }
  }

  private void addBucket(StepSeries series) {
    if (!hasAny(series.column(), false)) {
      return;
    }
    String text = series.labels().get(BUCKET_LABEL);
    Optional<Double> bound = FloatParsing.parse(text);
    if (bound.isEmpty()) {
      String name = call.delaysNameRemoval() ? series.labels().metricName() : "";
      call.remarks().badBucketLabel(name, text, span);
      return;
    }
    Labels labels = series.labels().without(Set.of(BUCKET_LABEL));
    group(labels, series).buckets.add(new BucketSeries(bound.get(), series.column()));
  }

  private Group group(Labels labels, StepSeries series) {
    return groups.computeIfAbsent(
        labels, key -> new Group(key, series.dropsName(), new ArrayList<>(), new ArrayList<>()));
  }

  private static boolean hasAny(StepColumn column, boolean histograms) {
    for (int step = 0; step < column.steps(); step++) {
      if (column.isPresent(step) && column.isHistogram(step) == histograms) {
        return true;
      }
    }
    return false;
  }

  /// Where a histogram is there in both forms, neither counts.
  private void removeConflicts(Group group) {
    if (group.buckets.isEmpty() || group.natives.isEmpty()) {
      return;
    }
    for (int step = 0; step < call.grid().steps(); step++) {
      if (group.hasConflict(step)) {
        call.remarks().mixedClassicAndNative(metricName(group), span);
        int at = step;
        group.natives.forEach(column -> column.remove(at));
        group.buckets.forEach(bucket -> bucket.column.remove(at));
      }
    }
  }

  /// The classic buckets of a group at a step; empty if there are none.
  static void gather(Group group, int step, ClassicBuckets into) {
    into.clear();
    for (BucketSeries bucket : group.buckets) {
      if (bucket.column.isPresent(step) && !bucket.column.isHistogram(step)) {
        into.add(bucket.upperBound, bucket.column.value(step));
      }
    }
  }
}
