package io.vigie.promql.function;

/// The buckets of a classic histogram at one step: upper bounds ascending, counts cumulative.
/// Reused from step to step; not thread-safe.
final class ClassicBuckets {
  /// Relative differences below this come from rounding.
  private static final double TOLERANCE = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private boolean forced;
  private double minForced;
  private double maxForced;
  private double maxDifference;

  ClassicBuckets(int capacity) {
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  void clear() {
    size = 0;
    forced = false;
    minForced = Double.POSITIVE_INFINITY;
    maxForced = Double.NEGATIVE_INFINITY;
    maxDifference = 0;
  }

  /// Adds a bucket; bounds must not descend. Buckets of equal bounds are added up.
  void add(double bound, double count) {
    if (size > 0 && bounds[size - 1] == bound) {
      counts[size - 1] += count;
      return;
    }
    bounds[size] = bound;
    counts[size] = count;
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Whether counts had to be made to rise by [#quantile].
  boolean isForced() {
    return forced;
  }

  /// Lowest bound whose count was changed.
  double minForced() {
    return minForced;
  }

  /// Highest bound whose count was changed.
  double maxForced() {
    return maxForced;
  }

  /// Largest change of a count.
  double maxDifference() {
    return maxDifference;
  }

  private boolean hasTop() {
    return bounds[size - 1] == Double.POSITIVE_INFINITY;
  }

  /// The quantile, interpolated evenly within a bucket. NaN without observations or without a
  /// bucket for everything; infinite if the quantile is outside of 0 to 1.
  double quantile(double quantile) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (!hasTop()) {
      return Double.NaN;
    }
    makeMonotonic();
    if (size < 2 || counts[size - 1] == 0) {
      return Double.NaN;
    }
    return interpolatedQuantile(quantile * counts[size - 1]);
  }

  private double interpolatedQuantile(double rank) {
    int bucket = 0;
    while (bucket < size - 1 && !(counts[bucket] >= rank)) {
      bucket++;
    }
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = bucket == 0 ? 0 : bounds[bucket - 1];
    double before = bucket == 0 ? 0 : counts[bucket - 1];
    return start + (bounds[bucket] - start) * ((rank - before) / (counts[bucket] - before));
  }

  /// Counts that fall instead of rising take the count before them; tiny differences are rounding
  /// errors and are ignored either way.
  private void makeMonotonic() {
    double previous = counts[0];
    for (int i = 1; i < size; i++) {
      double current = counts[i];
      if (current == previous) {
        continue;
      }
      if (almostEqual(previous, current)) {
        counts[i] = previous;
      } else if (current < previous) {
        counts[i] = previous;
        forced = true;
        minForced = Math.min(minForced, bounds[i]);
        maxForced = Math.max(maxForced, bounds[i]);
        maxDifference = Math.max(maxDifference, previous - current);
      } else {
        previous = current;
      }
    }
  }

  private static boolean almostEqual(double left, double right) {
    if (Double.isNaN(left) && Double.isNaN(right)) {
      return true;
    }
    double magnitude = Math.abs(left) + Math.abs(right);
    double difference = Math.abs(left - right);
    if (left == 0 || right == 0 || magnitude < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(magnitude, Double.MAX_VALUE) < TOLERANCE;
  }

  /// The share of observations between two bounds; NaN without observations.
  double fraction(double lower, double upper) {
    if (!hasTop()) {
      return Double.NaN;
    }
    double total = counts[size - 1];
    if (total == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (Math.min(rank(upper), total) - Math.min(rank(lower), total)) / total;
  }

  private double rank(double bound) {
    double rank = 0;
    double lower = bounds[0] <= 0 ? Double.NEGATIVE_INFINITY : 0;
    for (int i = 0; i < size; i++) {
      if (lower >= bound) {
        return rank;
      }
      if (bounds[i] > bound) {
        return Double.isInfinite(lower)
            ? counts[i]
            : rank + (counts[i] - rank) * (bound - lower) / (bounds[i] - lower);
      }
      rank = counts[i];
      lower = bounds[i];
    }
    return counts[size - 1];
  }
}
