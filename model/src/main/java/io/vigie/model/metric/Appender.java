package io.vigie.model.metric;

import java.io.IOException;

/// A batch of samples on its way into a [MetricStore]. Belongs to one thread. Either everything
/// accepted so far is committed, or, by [#close] without [#commit], nothing.
///
/// A series is named by a reference, so that a scrape loop does not look up the same labels every
/// fifteen seconds. References stay valid across appenders of one store until the series has not
/// been written for long and is let go; then appending answers [AppendOutcome#UNKNOWN_SERIES], and
/// the caller asks for a new reference.
public interface Appender extends AutoCloseable {
  /// The reference of a series, creating it if it is new. Never 0.
  ///
  /// @throws SeriesLimitException if the series is new and a series budget is used up
  long reference(Labels labels);

  /// Adds a float sample, possibly a stale marker.
  AppendOutcome append(long seriesReference, long timestampMillis, double value);

  /// Adds a native histogram sample.
  AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram);

  /// Says when the counter or histogram of the next sample appended to this series began,
  /// milliseconds since the epoch.
  void startTimestamp(long seriesReference, long startTimestampMillis);

  /// Adds an exemplar to a series. One that is older than the newest of its series is dropped as
  /// [AppendOutcome#TOO_OLD], one as old as it as [AppendOutcome#DUPLICATE].
  AppendOutcome append(long seriesReference, Exemplar exemplar);

  /// Makes the batch visible to selections opened later and, by the store's sync policy, durable.
  ///
  /// @throws IOException if the batch could not be made durable; nothing of it is visible then
  void commit() throws IOException;

  /// Drops what was not committed. Never throws; may be called again.
  @Override
  void close();
}
