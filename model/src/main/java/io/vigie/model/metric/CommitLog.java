package io.vigie.model.metric;

import java.io.IOException;
import java.util.Optional;

/// The door to what was committed, in the order of the commits, for whoever sends it on: each batch
/// can be read from the time of its commit until nobody needs it any more, across restarts.
/// Thread-safe; a [Reader] belongs to one thread.
public interface CommitLog {
  /// A place in the log, to be kept across restarts.
  ///
  /// @param segment part of the log, ascending
  /// @param offset place in that part, ascending
  record Position(long segment, long offset) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      int bySegment = Long.compare(segment, other.segment);
      return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }
  }

  /// Is told what a batch holds.
  interface Visitor {
    /// A float sample, possibly a stale marker.
    ///
    /// @param startTimestampMillis when its counter began, or 0
    void sample(Labels series, long timestampMillis, double value, long startTimestampMillis);

    /// A native histogram.
    ///
    /// @param startTimestampMillis when it began, or 0
    void sample(
        Labels series, long timestampMillis, Histogram histogram, long startTimestampMillis);

    void exemplar(Labels series, Exemplar exemplar);
  }

  /// Reads batch by batch.
  interface Reader extends AutoCloseable {
    /// Hands the next batch to the visitor. A sample that the store had already may be among them,
    /// and at a crash one that was never acknowledged.
    ///
    /// @return false if there is none yet
    /// @throws IOException if the log cannot be read
    boolean read(Visitor visitor) throws IOException;

    /// The place behind the last batch read.
    Position position();

    /// Never throws; may be called again.
    @Override
    void close();
  }

  /// Where the next batch will be.
  Position end();

  /// Reads from a place on; if that is not kept any more, from the oldest that is.
  Reader open(Position from);

  /// Says what readers still need. Until this is said for the first time, all that was needed when
  /// the store was closed is kept.
  ///
  /// @param oldest the place before which nothing is needed; empty if there are no readers
  /// @throws IOException if what is not needed cannot be removed
  void keepFrom(Optional<Position> oldest) throws IOException;
}
