package io.vigie.promql.function;

import io.vigie.model.metric.BucketRow;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Buckets of one sign, each with the rounding error of its count: what a [HistogramSum] adds up.
final class KahanRow {
  private int[] indexes;
  private double[] sums;
  private double[] compensations;
  private int size;

  KahanRow(BucketRow row) {
    size = row.size();
    indexes = new int[size];
    sums = new double[size];
    compensations = new double[size];
    for (int i = 0; i < size; i++) {
      indexes[i] = row.index(i);
      sums[i] = row.count(i);
    }
  }

  private KahanRow(int capacity) {
    indexes = new int[capacity];
    sums = new double[capacity];
    compensations = new double[capacity];
  }

  KahanRow copy() {
    KahanRow copy = new KahanRow(0);
    copy.size = size;
    copy.indexes = Arrays.copyOf(indexes, size);
    copy.sums = Arrays.copyOf(sums, size);
    copy.compensations = Arrays.copyOf(compensations, size);
    return copy;
  }

  int size() {
    return size;
  }

  int index(int position) {
    return indexes[position];
  }

  double value(int position) {
    return sums[position] + compensations[position];
  }

  /// Adds `sign` times the counts of a row to the buckets of the same indexes.
  void add(BucketRow row, double sign) {
    if (!addInPlace(row, sign)) {
      merge(row, sign);
    }
  }

  /// Adds if all buckets of the row are there already, which they mostly are.
  private boolean addInPlace(BucketRow row, double sign) {
    if (!containsAll(row)) {
      return false;
    }
    int position = 0;
    for (int i = 0; i < row.size(); i++) {
      while (indexes[position] != row.index(i)) {
        position++;
      }
      increase(position, sign * row.count(i));
    }
    return true;
  }

  private boolean containsAll(BucketRow row) {
    int position = 0;
    for (int i = 0; i < row.size(); i++) {
      while (position < size && indexes[position] < row.index(i)) {
        position++;
      }
      if (position == size || indexes[position] != row.index(i)) {
        return false;
      }
    }
    return true;
  }

  private void merge(BucketRow row, double sign) {
    KahanRow merged = new KahanRow(size + row.size());
    int left = 0;
    for (int right = 0; right < row.size(); right++) {
      while (left < size && indexes[left] < row.index(right)) {
        merged.append(indexes[left], sums[left], compensations[left]);
        left++;
      }
      if (left < size && indexes[left] == row.index(right)) {
        merged.append(indexes[left], sums[left], compensations[left]);
        merged.increase(merged.size - 1, sign * row.count(right));
        left++;
      } else {
        merged.append(row.index(right), sign * row.count(right), 0);
      }
    }
    for (; left < size; left++) {
      merged.append(indexes[left], sums[left], compensations[left]);
    }
    take(merged);
  }

  private void append(int index, double sum, double compensation) {
    indexes[size] = index;
    sums[size] = sum;
    compensations[size] = compensation;
    size++;
  }

  private void increase(int position, double increment) {
    double sum = sums[position];
    double total = sum + increment;
    compensations[position] = KahanSum.compensation(sum, compensations[position], increment, total);
    sums[position] = total;
  }

  private void take(KahanRow other) {
    indexes = other.indexes;
    sums = other.sums;
    compensations = other.compensations;
    size = other.size;
  }

  /// Merges neighbours for a schema `steps` coarser.
  void coarsen(int steps) {
    remap(index -> BucketRow.coarserIndex(index, steps));
  }

  /// Moves every bucket to another index, which must rise with the old one; counts that meet are
  /// added.
  void remap(IntUnaryOperator newIndex) {
    KahanRow remapped = new KahanRow(size);
    for (int i = 0; i < size; i++) {
      int index = newIndex.applyAsInt(indexes[i]);
      if (remapped.size > 0 && remapped.indexes[remapped.size - 1] == index) {
        remapped.increase(remapped.size - 1, sums[i]);
        remapped.increase(remapped.size - 1, compensations[i]);
      } else {
        remapped.append(index, sums[i], compensations[i]);
      }
    }
    take(remapped);
  }

  /// Removes the first buckets, as many as given.
  void removeFirst(int count) {
    KahanRow rest = new KahanRow(size - count);
    for (int i = count; i < size; i++) {
      rest.append(indexes[i], sums[i], compensations[i]);
    }
    take(rest);
  }

  void scale(double factor) {
    for (int i = 0; i < size; i++) {
      sums[i] *= factor;
      compensations[i] *= factor;
    }
  }

  void divide(double divisor) {
    for (int i = 0; i < size; i++) {
      sums[i] /= divisor;
      compensations[i] /= divisor;
    }
  }

  boolean hasInfinity() {
    for (int i = 0; i < size; i++) {
      if (Double.isInfinite(sums[i])) {
        return true;
      }
    }
    return false;
  }

  /// The populated buckets.
  BucketRow toBuckets() {
    BucketRow row = BucketRow.empty();
    for (int i = 0; i < size; i++) {
      if (value(i) != 0) {
        row.add(indexes[i], value(i));
      }
    }
    return row;
  }
}
