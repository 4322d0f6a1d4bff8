package io.vigie.ingest.history;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.RawHash;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text that targets expose, with timestamps: Prometheus' (milliseconds) or OpenMetrics'
/// (seconds).
final class TextLines implements HistoryFormat {
  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.UTF_8);

  /// Milliseconds before this are seconds that somebody took for milliseconds.
  private static final long FIRST_LIKELY_MILLIS = 100_000_000_000L;

  private final boolean openMetrics;
  private final long defaultMillis;
  private final Labels extra;
  private final RawHash hash = new RawHash();

  /// @param defaultMillis the time of samples that have none
  /// @param extra labels put on every series
  TextLines(boolean openMetrics, long defaultMillis, Labels extra) {
    this.openMetrics = openMetrics;
    this.defaultMillis = defaultMillis;
    this.extra = extra;
  }

  @Override
  public void append(byte[] bytes, int length, boolean first, PushBatch batch)
      throws MalformedLineException, MalformedMessageException {
    try {
      appendAll(open(bytes, 0, length), batch);
    } catch (ExpositionException e) {
      throw located(bytes, length, String.valueOf(e.getMessage()));
    }
  }

  /// A reader does not tell where it stopped; looking line by line does.
  private MalformedLineException located(byte[] bytes, int length, String problem) {
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      try {
        ExpositionReader reader = open(bytes, start, Math.min(end + 1, length));
        while (reader.next() != Entry.END) {
          // Looks only whether the line can be read.
        }
      } catch (ExpositionException e) {
        return new MalformedLineException(start, String.valueOf(e.getMessage()));
      }
      start = end + 1;
    }
    return new MalformedLineException(0, problem);
  }

  /// OpenMetrics wants an end, which only the last block has; a last line may lack its line break.
  private ExpositionReader open(byte[] bytes, int start, int end) {
    boolean whole = end > start && bytes[end - 1] == '\n';
    boolean ended =
        whole
            && end - start >= END.length
            && Arrays.equals(bytes, end - END.length, end, END, 0, END.length)
            && (end - start == END.length || bytes[end - END.length - 1] == '\n');
    ScrapeProtocol protocol =
        openMetrics ? ScrapeProtocol.OPENMETRICS_TEXT_1_0_0 : ScrapeProtocol.PROMETHEUS_TEXT_0_0_4;
    byte[] text = Arrays.copyOfRange(bytes, start, end + 1 + END.length);
    int length = end - start;
    if (!whole) {
      text[length++] = '\n';
    }
    if (openMetrics && !ended) {
      System.arraycopy(END, 0, text, length, END.length);
      length += END.length;
    }
    return Expositions.open(text, length, protocol, ReaderOptions.DEFAULT);
  }

  private void appendAll(ExpositionReader reader, PushBatch batch)
      throws ExpositionException, MalformedMessageException {
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SERIES || entry == Entry.HISTOGRAM) {
        append(reader, entry, batch);
      }
    }
  }

  private void append(ExpositionReader reader, Entry entry, PushBatch batch)
      throws MalformedMessageException {
    if (extra.isEmpty()) {
      hash.hash(reader.rawSeries(), reader.rawStart(), reader.rawEnd());
      batch.series(hash, () -> labels(reader));
    } else {
      try {
        batch.series(with(labels(reader), extra));
      } catch (InvalidSeriesException e) {
        batch.refuseSeries(String.valueOf(e.getMessage()));
      }
    }
    long timestampMillis = reader.hasTimestamp() ? reader.timestampMillis() : defaultMillis;
    if (timestampMillis < FIRST_LIKELY_MILLIS && timestampMillis > 0 && !openMetrics) {
      batch.reject(
          "too_old",
          "timestamp "
              + timestampMillis
              + " is in the year 1970: text has milliseconds; if these are the seconds of"
              + " OpenMetrics, send Content-Type: application/openmetrics-text");
      return;
    }
    if (entry == Entry.HISTOGRAM) {
      batch.append(timestampMillis, reader.histogram());
    } else {
      batch.append(timestampMillis, reader.value());
    }
    for (Exemplar exemplar : reader.exemplars()) {
      var _ = batch.append(exemplar);
    }
  }

  private static Labels labels(ExpositionReader reader) throws InvalidSeriesException {
    try {
      return reader.labels();
    } catch (ExpositionException e) {
      throw new InvalidSeriesException(String.valueOf(e.getMessage()));
    }
  }

  static Labels with(Labels labels, Labels extra) {
    if (extra.isEmpty()) {
      return labels;
    }
    Labels.Builder all = labels.toBuilder();
    extra.forEach(all::set);
    return all.build();
  }
}
