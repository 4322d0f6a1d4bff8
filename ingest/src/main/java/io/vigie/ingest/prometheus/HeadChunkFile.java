package io.vigie.ingest.prometheus;

import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of `chunks_head`: full chunks of the series in memory.
///
/// ```
/// header, 8, then chunks:
/// series, 8 │ oldest timestamp, 8 │ newest timestamp, 8 │ encoding, 1 │ length, uvarint │ data │ CRC-32C, 4
/// ```
final class HeadChunkFile {
  /// Takes the chunks as they come.
  @FunctionalInterface
  interface ChunkConsumer {
    /// @param inOrder whether the samples were in order when they came
    void accept(long series, boolean inOrder, SampleBuffer samples) throws IOException;
  }

  private static final int MAGIC = 0x0130BC91;
  private static final int HEADER_BYTES = 8;
  private static final int CHUNK_HEADER_BYTES = 3 * Long.BYTES + 1;
  private static final int OUT_OF_ORDER = 0b1000_0000;

  private HeadChunkFile() {}

  /// Reads a file.
  ///
  /// @throws MalformedDataException if it is damaged; chunks before the damage were handed over
  static void read(Path path, ChunkConsumer chunks) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteCursor in =
          new ByteCursor(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      if (in.remaining() < HEADER_BYTES || in.readInt() != MAGIC) {
        throw new MalformedDataException("it is no file of head chunks");
      }
      in.readInt();
      while (in.remaining() > CHUNK_HEADER_BYTES) {
        if (!readChunk(in, chunks)) {
          return;
        }
      }
    }
  }

  /// @return whether there was one; a file is made longer than it is, and its end is empty
  private static boolean readChunk(ByteCursor in, ChunkConsumer chunks) throws IOException {
    long start = in.position();
    long series = in.readLong();
    long minMillis = in.readLong();
    long maxMillis = in.readLong();
    if (series == 0 && minMillis == 0 && maxMillis == 0) {
      return false;
    }
    int encoding = in.readByte();
    byte[] data = in.readBytes(in.readUvarint());
    in.checkSince(start, "the chunk at byte " + start);
    SampleBuffer samples = new SampleBuffer();
    ChunkDecoder.decode(encoding & ~OUT_OF_ORDER, data, samples);
    chunks.accept(series, (encoding & OUT_OF_ORDER) == 0, samples);
    return true;
  }
}
