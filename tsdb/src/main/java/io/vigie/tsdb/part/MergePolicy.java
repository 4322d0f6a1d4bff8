package io.vigie.tsdb.part;

import java.util.List;
import java.util.function.ToLongFunction;

/// Which neighbours to merge: those whose sum is large beside the largest of them, so that every
/// sample is rewritten about as often as parts double several times, not at each merge.
final class MergePolicy {
  private static final int MAX_INPUTS = 16;

  /// Sum over largest from which a merge is worth its writing.
  private static final double MIN_GAIN = 3.5;

  private MergePolicy() {}

  /// The neighbours to merge next; empty if none are worth it.
  static <T> List<T> choose(List<T> files, ToLongFunction<T> sizeBytes) {
    return choose(files, sizeBytes, Long.MAX_VALUE);
  }

  /// The neighbours to merge next into something not larger than `largestResult`.
  static <T> List<T> choose(List<T> files, ToLongFunction<T> size, long largestResult) {
    double best = MIN_GAIN;
    List<T> chosen = List.of();
    for (int from = 0; from < files.size(); from++) {
      long sum = 0;
      long largest = 0;
      int end = Math.min(files.size(), from + MAX_INPUTS);
      for (int i = from; i < end; i++) {
        long own = Math.max(1, size.applyAsLong(files.get(i)));
        sum += own;
        if (sum > largestResult) {
          break;
        }
        largest = Math.max(largest, own);
        double gain = (double) sum / largest;
        if (gain > best) {
          best = gain;
          chosen = files.subList(from, i + 1);
        }
      }
    }
    return List.copyOf(chosen);
  }
}
