package io.vigie.model.metric;

import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;

/// The door to stored samples. Thread-safe.
///
/// Bounds are milliseconds since the epoch, both included. No matchers means every series.
public interface MetricStore {
  /// A consistent view of the matching series: it sees every commit that returned before this call
  /// and keeps what it sees until it is closed. Series whose samples all lie outside the range may
  /// be listed, with nothing to read.
  ///
  /// @throws IOException if stored data cannot be read; the message names the file
  Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException;

  /// Names of all labels of the matching series, ascending.
  List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException;

  /// Values of one label of the matching series, ascending.
  List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException;

  /// Opens a batch of samples that becomes visible and durable together. The appender belongs to
  /// one thread.
  Appender appender();

  /// What has changed, for whoever keeps answers.
  default StoreChanges changes() {
    return StoreChanges.untracked();
  }
}
