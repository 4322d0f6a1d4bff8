package io.vigie.promql.value;

import java.util.Arrays;

/// What a query cost. Times are nanoseconds.
///
/// @param timings where the time went
/// @param totalSamples samples looked at; a sample in several overlapping windows counts in each
/// @param samplesRead samples looked at, each once per range selector
/// @param peakSamples highest number of samples held at once
/// @param steps the counts per step, empty if not asked for
public record QueryStatistics(
    Timings timings, long totalSamples, long samplesRead, long peakSamples, Steps steps) {
  /// Of a query whose whole answer was there already.
  public static final QueryStatistics NONE =
      new QueryStatistics(new Timings(0, 0, 0, 0, 0, 0), 0, 0, 0, Steps.NONE);

  /// What this and another part of the same query cost, one after the other, without counts per
  /// step.
  public QueryStatistics and(QueryStatistics other) {
    return new QueryStatistics(
        timings.and(other.timings),
        totalSamples + other.totalSamples,
        samplesRead + other.samplesRead,
        Math.max(peakSamples, other.peakSamples),
        Steps.NONE);
  }

  /// Where the time of a query went, nanoseconds.
  ///
  /// @param evaluationNanos preparation, computation and sorting together
  /// @param sortNanos bringing the result in order
  /// @param preparationNanos opening the selections
  /// @param computationNanos walking the tree
  /// @param queueNanos waiting for other queries
  /// @param totalNanos everything together
  public record Timings(
      long evaluationNanos,
      long sortNanos,
      long preparationNanos,
      long computationNanos,
      long queueNanos,
      long totalNanos) {
    private Timings and(Timings other) {
      return new Timings(
          evaluationNanos + other.evaluationNanos,
          sortNanos + other.sortNanos,
          preparationNanos + other.preparationNanos,
          computationNanos + other.computationNanos,
          queueNanos + other.queueNanos,
          totalNanos + other.totalNanos);
    }
  }

  /// Sample counts per step of a range query. Arrays are parallel and handed out as they are; do
  /// not change them.
  public static final class Steps {
    /// Not asked for.
    public static final Steps NONE = new Steps(new long[0], new long[0], new long[0]);

    private final long[] timestampsMillis;
    private final long[] totalSamples;
    private final long[] samplesRead;

    public Steps(long[] timestampsMillis, long[] totalSamples, long[] samplesRead) {
      this.timestampsMillis = timestampsMillis;
      this.totalSamples = totalSamples;
      this.samplesRead = samplesRead;
    }

    public int size() {
      return timestampsMillis.length;
    }

    /// Timestamp of a step, milliseconds since the epoch.
    public long timestampMillis(int step) {
      return timestampsMillis[step];
    }

    /// Samples looked at for a step.
    public long totalSamples(int step) {
      return totalSamples[step];
    }

    /// Samples looked at for a step and not for the one before.
    public long samplesRead(int step) {
      return samplesRead[step];
    }

    @Override
    public String toString() {
      return Arrays.toString(totalSamples);
    }
  }
}
