package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;

/// Thirty-two bits of a label set, to find it in an index. Two sets may share them: whoever finds a
/// series by its hash compares the labels.
final class LabelsHash {
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private LabelsHash() {}

  static int of(Labels labels) {
    long hash = labels.size();
    for (int i = 0; i < labels.size(); i++) {
      hash = mix(hash + labels.name(i).hashCode());
      hash = mix(hash + labels.value(i).hashCode());
    }
    return (int) (hash >>> Integer.SIZE);
  }

  /// The finalizer of SplitMix64 (Steele, Lea, Flood: *Fast Splittable Pseudorandom Number
  /// Generators*, OOPSLA 2014).
  private static long mix(long seed) {
    long z = seed * MULTIPLIER;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
