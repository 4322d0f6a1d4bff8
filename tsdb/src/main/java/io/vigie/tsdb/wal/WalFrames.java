package io.vigie.tsdb.wal;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.coding.HistogramCoding;
import io.vigie.tsdb.format.ByteWriter;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Frames on their way into the journal, as [WalFormat] draws them. Several frames may be written
/// at once: that is the group of a group commit. Reused after [#clear]. Not thread-safe.
public final class WalFrames {
  private static final int NO_RUN = -1;

  private final ByteWriter bytes = new ByteWriter(64 * 1024);
  private int frameStart;
  private int runStart = NO_RUN;
  private boolean runHasStarts;
  private int runCount;
  private int previousSeries;
  private long previousTimestampMillis;

  public void clear() {
    bytes.clear();
  }

  public int sizeBytes() {
    return bytes.size();
  }

  /// Begins the frame of a batch.
  public void begin() {
    frameStart = bytes.size();
    bytes.writeLong(0);
    runStart = NO_RUN;
  }

  /// Ends the frame; a frame without records disappears.
  public void end() {
    endRun();
    int payloadBytes = bytes.size() - frameStart - WalFormat.FRAME_HEADER_BYTES;
    if (payloadBytes == 0) {
      bytes.cutTo(frameStart);
      return;
    }
    bytes.setInt(frameStart, payloadBytes);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), frameStart, Integer.BYTES);
    crc.update(bytes.array(), frameStart + WalFormat.FRAME_HEADER_BYTES, payloadBytes);
    bytes.setInt(frameStart + Integer.BYTES, (int) crc.getValue());
  }

  ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(bytes.array(), 0, bytes.size());
  }

  public void symbol(int number, String text) {
    endRun();
    bytes.writeByte(WalFormat.SYMBOL);
    bytes.writeVarint(number);
    bytes.writeString(text);
  }

  /// @param symbols numbers of names and values, alternating
  public void series(int number, int[] symbols) {
    endRun();
    bytes.writeByte(WalFormat.SERIES);
    bytes.writeVarint(number);
    bytes.writeVarint(symbols.length / 2);
    for (int symbol : symbols) {
      bytes.writeVarint(symbol);
    }
  }

  /// @param startTimestampMillis when the counter began, or 0
  public void floatSample(
      int series, long timestampMillis, double value, long startTimestampMillis) {
    boolean hasStart = startTimestampMillis != 0;
    if (runStart == NO_RUN || runHasStarts != hasStart) {
      endRun();
      beginRun(hasStart);
    }
    bytes.writeZigzag(series - previousSeries);
    bytes.writeZigzag(timestampMillis - previousTimestampMillis);
    bytes.writeDouble(value);
    if (hasStart) {
      bytes.writeZigzag(timestampMillis - startTimestampMillis);
    }
    previousSeries = series;
    previousTimestampMillis = timestampMillis;
    runCount++;
  }

  /// @param startTimestampMillis when it began, or 0
  public void histogramSample(
      int series, long timestampMillis, Histogram histogram, long startTimestampMillis) {
    endRun();
    bytes.writeByte(WalFormat.HISTOGRAM);
    bytes.writeVarint(series);
    bytes.writeZigzag(timestampMillis);
    bytes.writeZigzag(startTimestampMillis);
    HistogramCoding.encode(histogram, bytes);
  }

  public void exemplar(int series, Exemplar exemplar) {
    endRun();
    bytes.writeByte(WalFormat.EXEMPLAR);
    bytes.writeVarint(series);
    bytes.writeZigzag(exemplar.timestampMillis());
    bytes.writeDouble(exemplar.value());
    Labels labels = exemplar.labels();
    bytes.writeVarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      bytes.writeString(labels.name(i));
      bytes.writeString(labels.value(i));
    }
  }

  private void beginRun(boolean hasStarts) {
    bytes.writeByte(hasStarts ? WalFormat.FLOATS_WITH_START : WalFormat.FLOATS);
    runStart = bytes.size();
    runHasStarts = hasStarts;
    bytes.writeInt(0);
    runCount = 0;
    previousSeries = 0;
    previousTimestampMillis = 0;
  }

  private void endRun() {
    if (runStart != NO_RUN) {
      bytes.setInt(runStart, runCount);
      runStart = NO_RUN;
    }
  }
}
