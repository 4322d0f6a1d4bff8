package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// What to do with several series of the same labels, which come about when names are dropped or
/// labels replaced.
final class SeriesMerging {
  private SeriesMerging() {}

  /// Whether two series have the same labels.
  static boolean hasDuplicates(List<StepSeries> series) {
    Set<Labels> seen = new HashSet<>();
    for (StepSeries one : series) {
      if (!seen.add(one.labels())) {
        return true;
      }
    }
    return false;
  }

  /// Whether two series of a source have the same labels.
  static boolean hasDuplicates(SeriesSource source) {
    Set<Labels> seen = HashSet.newHashSet(source.size());
    for (int i = 0; i < source.size(); i++) {
      if (!seen.add(source.labels(i))) {
        return true;
      }
    }
    return false;
  }

  /// Whether series that differ still differ without metric name, type and unit, because these are
  /// the same for all of them: a quick answer to whether dropping them can make duplicates.
  static boolean shareMetadata(int size, IntFunction<Labels> labels) {
    for (int i = 1; i < size; i++) {
      for (String name : StepSeries.METADATA_LABELS) {
        if (!labels.apply(i).get(name).equals(labels.apply(0).get(name))) {
          return false;
        }
      }
    }
    return true;
  }

  /// The series, if no two have the same labels.
  ///
  /// @throws QueryException otherwise
  static List<StepSeries> requireDistinct(List<StepSeries> series) {
    if (hasDuplicates(series)) {
      throw sameLabels();
    }
    return series;
  }

  /// Series of the same labels made one.
  ///
  /// @throws QueryException if two of them have a sample at the same step
  static List<StepSeries> merge(List<StepSeries> series) {
    if (!hasDuplicates(series)) {
      return series;
    }
    Map<Labels, StepSeries> merged = new LinkedHashMap<>();
    for (StepSeries one : series) {
      StepSeries first = merged.get(one.labels());
      if (first == null) {
        merged.put(one.labels(), one);
      } else {
        merged.put(one.labels(), first.withColumn(union(first.column(), one.column())));
      }
    }
    return new ArrayList<>(merged.values());
  }

  private static StepColumn union(StepColumn left, StepColumn right) {
    StepColumn union = StepColumn.missing(left.steps());
    for (int step = 0; step < left.steps(); step++) {
      if (left.isPresent(step) && right.isPresent(step)) {
        throw sameLabels();
      }
      union.copy(step, left.isPresent(step) ? left : right, step);
    }
    return union;
  }

  static QueryException sameLabels() {
    return new QueryException(
        QueryException.Kind.EXECUTION, "vector cannot contain metrics with the same labelset");
  }
}
