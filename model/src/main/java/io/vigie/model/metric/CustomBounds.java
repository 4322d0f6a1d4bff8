package io.vigie.model.metric;

import java.util.Arrays;

/// The bounds that two sets of custom buckets have in common, to compare or add histograms whose
/// buckets differ. Immutable and thread-safe.
public final class CustomBounds {
  private final double[] bounds;
  private final boolean reconciled;

  private CustomBounds(double[] bounds, boolean reconciled) {
    this.bounds = bounds;
    this.reconciled = reconciled;
  }

  /// The common bounds of two ascending lists.
  public static CustomBounds common(double[] left, double[] right) {
    if (Arrays.equals(left, right)) {
      return new CustomBounds(left, false);
    }
    double[] common = new double[Math.min(left.length, right.length)];
    int size = 0;
    int j = 0;
    for (double bound : left) {
      while (j < right.length && right[j] < bound) {
        j++;
      }
      if (j < right.length && right[j] == bound) {
        common[size++] = bound;
      }
    }
    return new CustomBounds(Arrays.copyOf(common, size), true);
  }

  /// The bounds, without `+Inf`; do not change.
  public double[] bounds() {
    return bounds;
  }

  /// Whether the two lists differed.
  public boolean isReconciled() {
    return reconciled;
  }

  /// The counts of a histogram in the buckets of these bounds, the one above the last bound
  /// included: one more than there are bounds.
  public double[] spread(Histogram histogram) {
    double[] counts = new double[bounds.length + 1];
    BucketRow row = BucketRow.of(histogram.positiveSpans(), histogram.positiveBuckets());
    for (int i = 0; i < row.size(); i++) {
      counts[target(row.index(i), histogram.customBounds())] += row.count(i);
    }
    return counts;
  }

  /// The bucket of these bounds that holds a bucket of other bounds.
  public int target(int index, double[] otherBounds) {
    if (index >= otherBounds.length) {
      return bounds.length;
    }
    int found = Arrays.binarySearch(bounds, otherBounds[Math.max(0, index)]);
    return found >= 0 ? found : -found - 1;
  }
}
