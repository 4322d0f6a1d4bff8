package io.vigie.model.metric;

import java.io.IOException;

/// One selected series. Several threads may read different series of one [Selection] at once, and
/// the same series as long as each brings its own buffer.
public interface Series {
  Labels labels();

  /// Appends the samples of a span of time to `into`, ascending in time, one per timestamp, stale
  /// markers included. The bounds are milliseconds, both included, and may go beyond the
  /// selection's range only where nothing is to be found.
  ///
  /// @throws IOException if stored data cannot be read
  void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException;

  /// As [#read], but may leave out any sample that is not the newest of the span.
  ///
  /// @throws IOException if stored data cannot be read
  default void readNewest(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    read(minMillis, maxMillis, into);
  }
}
