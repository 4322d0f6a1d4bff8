package io.vigie.ingest.exposition;

import java.util.Arrays;

/// Where in the body the parts of a series' text stand: its name, then name and value of each
/// label, each from a start to an end exclusive, without quotes. Reused from line to line.
final class LabelSpans {
  private static final int NO_NAME = -1;

  private int[] offsets = new int[64];
  private int size;

  /// Empties; [#nameStart] is then negative.
  void clear() {
    offsets[0] = NO_NAME;
    offsets[1] = NO_NAME;
    size = 2;
  }

  boolean hasName() {
    return offsets[0] != NO_NAME;
  }

  void name(int start, int end) {
    offsets[0] = start;
    offsets[1] = end;
  }

  /// Adds the name or, after a name, the value of a label.
  void add(int start, int end) {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    offsets[size++] = start;
    offsets[size++] = end;
  }

  int labelCount() {
    return (size - 2) / 4;
  }

  int nameStart() {
    return offsets[0];
  }

  int nameEnd() {
    return offsets[1];
  }

  int labelNameStart(int label) {
    return offsets[2 + 4 * label];
  }

  int labelNameEnd(int label) {
    return offsets[3 + 4 * label];
  }

  int valueStart(int label) {
    return offsets[4 + 4 * label];
  }

  int valueEnd(int label) {
    return offsets[5 + 4 * label];
  }

  void copyFrom(LabelSpans other) {
    if (offsets.length < other.size) {
      offsets = new int[other.offsets.length];
    }
    System.arraycopy(other.offsets, 0, offsets, 0, other.size);
    size = other.size;
  }
}
