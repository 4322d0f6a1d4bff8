package io.vigie.tsdb.part;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.BlockCoding;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.ImmutableFileWriter;
import java.io.IOException;
import java.nio.file.Path;

/// Writes a part, as [PartFormat] draws it, series by series. Closing without [#publish] leaves
/// nothing behind. Not thread-safe.
public final class PartWriter implements AutoCloseable {
  private final ImmutableFileWriter file;
  private final BlockCoding blocks = new BlockCoding();
  private final ByteWriter bytes = new ByteWriter(1 << 14);
  private final ByteWriter series = new ByteWriter(1 << 12);
  private final ByteWriter offsets = new ByteWriter(1 << 12);
  private final long blocksStart;
  private int seriesCount;
  private long samples;
  private long minMillis = Long.MAX_VALUE;
  private long maxMillis = Long.MIN_VALUE;

  PartWriter(Disk disk, Path path) throws IOException {
    file = new ImmutableFileWriter(disk, path, FileKind.PART);
    blocksStart = file.position();
  }

  /// Adds the samples of a series.
  ///
  /// @param seriesNumber greater than that of the series before
  /// @param buffer ascending in time between `from` and `end`, without two at one timestamp
  public void add(int seriesNumber, SampleBuffer buffer, int from, int end) throws IOException {
    if (from == end) {
      return;
    }
    series.writeInt(seriesNumber);
    writeOffset();
    bytes.clear();
    blocks.encode(buffer, from, end, bytes, file.position());
    file.write(bytes);
    seriesCount++;
    samples += end - from;
    minMillis = Math.min(minMillis, buffer.timestampsMillis()[from]);
    maxMillis = Math.max(maxMillis, buffer.timestampsMillis()[end - 1]);
  }

  private void writeOffset() {
    offsets.writeInt((int) file.position());
    offsets.writeByte((int) (file.position() >>> Integer.SIZE));
  }

  boolean isEmpty() {
    return samples == 0;
  }

  /// Makes the part whole and visible.
  void publish() throws IOException {
    long[] sections = new long[PartFormat.SECTIONS];
    sections[PartFormat.BLOCKS] = blocksStart;
    writeOffset();
    sections[PartFormat.SERIES] = file.position();
    file.write(series);
    sections[PartFormat.OFFSETS] = file.position();
    file.write(offsets);
    sections[PartFormat.COUNTS] = file.position();
    bytes.clear();
    bytes.writeInt(seriesCount);
    bytes.writeLong(samples);
    bytes.writeLong(minMillis);
    bytes.writeLong(maxMillis);
    file.write(bytes);
    file.publish(sections);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
