package io.vigie.server.cli;

import java.util.Locale;

/// How many buckets of a histogram were in use over some time.
///
/// @param min fewest buckets in use at once
/// @param average at all times
/// @param max most buckets in use at once
/// @param total buckets that there are, in use or not
record BucketUsage(int min, double average, int max, int total) {
  /// `1/2.500/3`, and behind it the total if that is another number.
  String text() {
    String text = String.format(Locale.ROOT, "%d/%.3f/%d", min, average, max);
    return max == total ? text : text + "/" + total;
  }
}
