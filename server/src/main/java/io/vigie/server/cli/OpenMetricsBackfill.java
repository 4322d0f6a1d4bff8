package io.vigie.server.cli;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Appends the samples of an OpenMetrics file, each of which has its timestamp. Belongs to one
/// thread.
final class OpenMetricsBackfill {
  /// What became of the samples.
  record Outcome(long appended, long duplicates, long refused) {}

  private static final int BATCH_SAMPLES = 20_000;
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private final MetricStore store;
  private final Map<String, String> addedLabels;
  private Appender appender;
  private int batched;
  private long appended;
  private long duplicates;
  private long refused;

  /// @param addedLabels put on every series
  OpenMetricsBackfill(MetricStore store, Map<String, String> addedLabels) {
    this.store = store;
    this.addedLabels = addedLabels;
    this.appender = store.appender();
  }

  /// @throws ExpositionException if the text is wrong; what stands before that may be appended
  Outcome run(Path file) throws IOException, ExpositionException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " has more than 2 GiB: cut it at the end of a series");
    }
    byte[] text = Files.readAllBytes(file);
    ExpositionReader in =
        Expositions.open(
            text, text.length, ScrapeProtocol.OPENMETRICS_TEXT_1_0_0, ReaderOptions.DEFAULT);
    try {
      for (ExpositionReader.Entry entry = in.next();
          entry != ExpositionReader.Entry.END;
          entry = in.next()) {
        if (entry == ExpositionReader.Entry.SERIES) {
          append(in);
        }
      }
      appender.commit();
    } finally {
      appender.close();
    }
    return new Outcome(appended, duplicates, refused);
  }

  private void append(ExpositionReader in) throws IOException, ExpositionException {
    Labels labels = in.labels();
    if (!in.hasTimestamp()) {
      throw new ExpositionException("expected timestamp for series " + labels + ", got none");
    }
    for (Map.Entry<String, String> label : addedLabels.entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    long series = appender.reference(labels);
    if (in.startTimestampMillis() != 0) {
      appender.startTimestamp(series, in.startTimestampMillis());
    }
    AppendOutcome outcome = appender.append(series, in.timestampMillis(), in.value());
    if (outcome == AppendOutcome.ACCEPTED) {
      appended++;
    } else if (outcome == AppendOutcome.DUPLICATE) {
      duplicates++;
    } else {
      refused++;
    }
    in.exemplars().forEach(exemplar -> appender.append(series, exemplar));
    if (++batched % BATCH_SAMPLES == 0) {
      appender.commit();
      appender.close();
      appender = store.appender();
    }
  }
}
