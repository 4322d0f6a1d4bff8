package io.vigie.ingest.exposition;

import java.util.Arrays;

/// Doubles in an array that grows and is reused.
final class DoubleList {
  private double[] values = new double[16];
  private int size;
  private long last;

  void clear() {
    size = 0;
    last = 0;
  }

  /// Adds an integer by its difference to the one added so before.
  void addDelta(long delta) {
    last += delta;
    add((double) last);
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double get(int index) {
    return values[index];
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
