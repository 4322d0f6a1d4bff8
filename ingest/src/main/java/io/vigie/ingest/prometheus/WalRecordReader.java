package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.io.IOException;

/// Decodes the records of a log. A record of a kind that is not known here is left out, as
/// Prometheus does: it adds kinds now and then.
final class WalRecordReader {
  private static final int SERIES = 1;
  private static final int SAMPLES = 2;
  private static final int TOMBSTONES = 3;
  private static final int EXEMPLARS = 4;
  private static final int HISTOGRAMS = 7;
  private static final int FLOAT_HISTOGRAMS = 8;
  private static final int CUSTOM_HISTOGRAMS = 9;
  private static final int CUSTOM_FLOAT_HISTOGRAMS = 10;
  private static final int SAMPLES_2 = 11;
  private static final int HISTOGRAMS_2 = 12;
  private static final int FLOAT_HISTOGRAMS_2 = 13;

  private static final int NO_START = 0;
  private static final int SAME_START = 1;

  private final HeadRecords into;

  WalRecordReader(HeadRecords into) {
    this.into = into;
  }

  /// @throws MalformedDataException if it is no such record; what came before the damage was handed
  ///   over
  void read(byte[] record) throws IOException {
    ByteCursor in = new ByteCursor(record);
    if (!in.hasRemaining()) {
      return;
    }
    int kind = in.readByte();
    switch (kind) {
      case SERIES -> readSeries(in);
      case TOMBSTONES -> readTombstones(in);
      case EXEMPLARS -> readExemplars(in);
      case SAMPLES, HISTOGRAMS, CUSTOM_HISTOGRAMS, FLOAT_HISTOGRAMS, CUSTOM_FLOAT_HISTOGRAMS ->
          readSamples(kind, in);
      case SAMPLES_2, HISTOGRAMS_2, FLOAT_HISTOGRAMS_2 -> readSamplesWithStart(kind, in);
      default -> {}
    }
  }

  private void readSeries(ByteCursor in) throws MalformedDataException {
    while (in.hasRemaining()) {
      into.series(in.readLong(), LabelReading.read(in));
    }
  }

  private void readTombstones(ByteCursor in) throws MalformedDataException {
    while (in.hasRemaining()) {
      into.deleted(in.readLong(), in.readVarint(), in.readVarint());
    }
  }

  private void readExemplars(ByteCursor in) throws MalformedDataException {
    if (!in.hasRemaining()) {
      return;
    }
    long firstSeries = in.readLong();
    long firstMillis = in.readLong();
    while (in.hasRemaining()) {
      long series = firstSeries + in.readVarint();
      long timestampMillis = firstMillis + in.readVarint();
      double value = in.readDouble();
      Labels labels = LabelReading.read(in);
      into.exemplar(series, new Exemplar(labels, value, timestampMillis));
    }
  }

  /// Series and timestamps are said by what they differ from the first.
  private void readSamples(int kind, ByteCursor in) throws IOException {
    if (!in.hasRemaining()) {
      return;
    }
    long firstSeries = in.readLong();
    long firstMillis = in.readLong();
    while (in.hasRemaining()) {
      readValue(kind, firstSeries + in.readVarint(), firstMillis + in.readVarint(), 0, in);
    }
  }

  /// Series are said by what they differ from the one before, timestamps from the first.
  private void readSamplesWithStart(int kind, ByteCursor in) throws IOException {
    if (!in.hasRemaining()) {
      return;
    }
    long series = in.readVarint();
    long firstMillis = in.readVarint();
    long firstStart = in.readVarint();
    long start = firstStart;
    readValue(kind, series, firstMillis, start, in);
    while (in.hasRemaining()) {
      series += in.readVarint();
      long timestampMillis = firstMillis + in.readVarint();
      start =
          switch (in.readByte()) {
            case NO_START -> 0;
            case SAME_START -> start;
            default -> firstStart + in.readVarint();
          };
      readValue(kind, series, timestampMillis, start, in);
    }
  }

  private void readValue(int kind, long series, long timestampMillis, long start, ByteCursor in)
      throws IOException {
    switch (kind) {
      case SAMPLES, SAMPLES_2 -> into.sample(series, timestampMillis, in.readDouble(), start);
      case HISTOGRAMS, CUSTOM_HISTOGRAMS, HISTOGRAMS_2 -> {
        Histogram histogram = WalHistogram.readInteger(in);
        into.sample(series, timestampMillis, histogram, start);
      }
      default -> {
        Histogram histogram = WalHistogram.readFloat(in);
        into.sample(series, timestampMillis, histogram, start);
      }
    }
  }
}
