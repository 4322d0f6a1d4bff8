package io.vigie.model.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The buckets of one sign of a native histogram as pairs of index and count, ascending by index:
/// spans taken apart, for those who compute. Changed in place; not thread-safe.
public final class BucketRow {
  private int[] indexes;
  private double[] counts;
  private int size;

  private BucketRow(int capacity) {
    indexes = new int[capacity];
    counts = new double[capacity];
  }

  /// A row without buckets.
  public static BucketRow empty() {
    return new BucketRow(4);
  }

  /// The buckets that spans and counts describe. Buckets beyond the counts, which only a damaged
  /// histogram has, are left out.
  public static BucketRow of(List<Histogram.Span> spans, double[] counts) {
    BucketRow row = new BucketRow(counts.length);
    int index = 0;
    for (Histogram.Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length() && row.size < counts.length; i++) {
        row.add(index, counts[row.size]);
        index++;
      }
    }
    return row;
  }

  public int size() {
    return size;
  }

  /// Index of the bucket at a position.
  public int index(int position) {
    return indexes[position];
  }

  /// Count of the bucket at a position.
  public double count(int position) {
    return counts[position];
  }

  public void setCount(int position, double count) {
    counts[position] = count;
  }

  /// Appends a bucket; its index must be above the last one.
  public void add(int index, double count) {
    if (size == indexes.length) {
      int capacity = Math.max(4, size * 2);
      indexes = Arrays.copyOf(indexes, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    indexes[size] = index;
    counts[size] = count;
    size++;
  }

  /// Removes the buckets without observations.
  public void removeEmpty() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0) {
        indexes[kept] = indexes[i];
        counts[kept] = counts[i];
        kept++;
      }
    }
    size = kept;
  }

  /// Merges neighbours for an exponential schema that is `steps` coarser.
  public void coarsen(int steps) {
    int merged = 0;
    for (int i = 0; i < size; i++) {
      int index = coarserIndex(indexes[i], steps);
      if (merged > 0 && indexes[merged - 1] == index) {
        counts[merged - 1] += counts[i];
      } else {
        indexes[merged] = index;
        counts[merged] = counts[i];
        merged++;
      }
    }
    size = merged;
  }

  /// The bucket of a schema `steps` coarser that holds this bucket.
  public static int coarserIndex(int index, int steps) {
    return ((index - 1) >> Math.min(steps, 31)) + 1;
  }

  /// Spans without gaps inside, one for each run of buckets.
  public List<Histogram.Span> spans() {
    List<Histogram.Span> spans = new ArrayList<>();
    int next = 0;
    int start = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || indexes[i] != indexes[i - 1] + 1) {
        spans.add(new Histogram.Span(indexes[start] - next, i - start));
        next = indexes[i - 1] + 1;
        start = i;
      }
    }
    return spans;
  }

  /// The counts in the order of [#spans]; a copy.
  public double[] counts() {
    return Arrays.copyOf(counts, size);
  }
}
