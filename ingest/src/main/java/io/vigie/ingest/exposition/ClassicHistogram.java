package io.vigie.ingest.exposition;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Collects the lines of one classic histogram and makes a native one with custom buckets of them.
/// Reused from histogram to histogram.
final class ClassicHistogram {
  /// Empty buckets between full ones that are kept rather than cut out, as upstream does for
  /// histograms of integers.
  private static final int KEPT_EMPTY_BUCKETS = 2;

  private double[] bounds = new double[16];
  private double[] cumulativeCounts = new double[16];
  private int size;
  private boolean ordered = true;
  private double count;
  private boolean countKnown;
  private double sum;
  private Optional<String> problem = Optional.empty();

  void clear() {
    size = 0;
    ordered = true;
    count = 0;
    countKnown = false;
    sum = 0;
    problem = Optional.empty();
  }

  /// Whether the lines so far contradict each other or themselves, and how.
  Optional<String> problem() {
    return problem;
  }

  void sum(double value) {
    sum = value;
  }

  void count(double value) {
    if (value < 0) {
      fail("count must be non-negative: count=" + GoFloat.format(value));
      return;
    }
    count = value;
    countKnown = true;
  }

  /// A bucket, in any order; a bound given again is ignored.
  void bucket(double bound, double cumulativeCount) {
    if (Double.isNaN(bound)) {
      fail("NaN in bucket bounds");
      return;
    }
    if (cumulativeCount < 0) {
      fail("bucket count must be non-negative: le=" + GoFloat.format(bound));
      return;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      cumulativeCounts = Arrays.copyOf(cumulativeCounts, 2 * size);
    }
    ordered &= size == 0 || bounds[size - 1] < bound;
    bounds[size] = bound;
    cumulativeCounts[size++] = cumulativeCount;
  }

  /// Brings the buckets into ascending order; of several with one bound the first stays.
  private void order() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> bounds[i]));
    double[] orderedBounds = new double[bounds.length];
    double[] orderedCounts = new double[bounds.length];
    int kept = 0;
    for (int i : order) {
      if (kept == 0 || bounds[i] != orderedBounds[kept - 1]) {
        orderedBounds[kept] = bounds[i];
        orderedCounts[kept++] = cumulativeCounts[i];
      }
    }
    bounds = orderedBounds;
    cumulativeCounts = orderedCounts;
    size = kept;
  }

  /// The native histogram, or nothing if the lines do not make one; [#problem] then says why.
  Optional<Histogram> convert(ResetHint hint) {
    if (!ordered) {
      order();
    }
    if (!countKnown && size > 0) {
      count = cumulativeCounts[size - 1];
    }
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      bucket(Double.POSITIVE_INFINITY, count);
    }
    check();
    return problem.isPresent() ? Optional.empty() : Optional.of(build(hint));
  }

  private void check() {
    if (bounds[0] == Double.NEGATIVE_INFINITY) {
      fail("bucket bound -Inf");
    }
    for (int i = 1; i < size; i++) {
      if (cumulativeCounts[i] < cumulativeCounts[i - 1]) {
        fail("count is not cumulative: le=" + GoFloat.format(bounds[i]));
      }
    }
    if (problem.isEmpty() && cumulativeCounts[size - 1] != count) {
      fail("count mismatch: count=" + count + " != le=+Inf count=" + cumulativeCounts[size - 1]);
    }
  }

  private Histogram build(ResetHint hint) {
    boolean integers = isInteger(count);
    double[] counts = new double[size];
    for (int i = 0; i < size; i++) {
      counts[i] = cumulativeCounts[i] - (i > 0 ? cumulativeCounts[i - 1] : 0);
      integers &= isInteger(cumulativeCounts[i]);
    }
    Buckets buckets =
        Buckets.compact(
            List.of(new Histogram.Span(0, size)), counts, integers ? KEPT_EMPTY_BUCKETS : 0);
    return new Histogram(
        hint,
        Histogram.CUSTOM_BUCKETS_SCHEMA,
        integers,
        0,
        0,
        count,
        sum,
        buckets.spans(),
        buckets.counts(),
        List.of(),
        new double[0],
        Arrays.copyOf(bounds, size - 1));
  }

  private static boolean isInteger(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p63;
  }

  private void fail(String why) {
    if (problem.isEmpty()) {
      problem = Optional.of(why);
    }
  }
}
