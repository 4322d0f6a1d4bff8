package io.vigie.ingest.exposition;

import java.util.Arrays;

/// Pairs of numbers in an array that grows and is reused.
final class IntPairs {
  private int[] numbers = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int first, int second) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = first;
    numbers[size++] = second;
  }

  int size() {
    return size / 2;
  }

  int first(int index) {
    return numbers[2 * index];
  }

  int second(int index) {
    return numbers[2 * index + 1];
  }
}
