package io.vigie.tsdb.memtable;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import org.jspecify.annotations.Nullable;

/// Looks at samples that no memtable holds any more. Thread-safe.
public interface StoredSamples {
  /// Timestamp of the newest sample of a series; `Long.MIN_VALUE` if there is none.
  long newestMillis(Labels labels);

  /// What appending a sample comes to beside those stored: [AppendOutcome#ACCEPTED] if the series
  /// has none at that timestamp.
  AppendOutcome compare(
      Labels labels, long timestampMillis, double value, @Nullable Histogram histogram);
}
