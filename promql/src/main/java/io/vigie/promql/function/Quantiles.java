package io.vigie.promql.function;

import java.util.Arrays;

/// Quantiles of plain values.
public final class Quantiles {
  private Quantiles() {}

  /// The quantile of the first `size` values, interpolated between the two nearest; NaN counts as
  /// less than everything. NaN if there is no value or the quantile is NaN, infinite if the
  /// quantile is outside of 0 to 1.
  ///
  /// @param values are sorted by this
  public static double quantile(double quantile, double[] values, int size) {
    if (size == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNaNFirst(values, size);
    double rank = quantile * (size - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(size - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  private static void sortNaNFirst(double[] values, int size) {
    int nans = 0;
    for (int i = 0; i < size; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = values[nans];
        values[nans++] = Double.NaN;
      }
    }
    Arrays.sort(values, nans, size);
  }
}
