package io.vigie.ingest.prometheus;

import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The chunk files of a block, mapped. Belongs to one thread.
final class BlockChunks implements AutoCloseable {
  private static final int MAGIC = 0x85BD40DD;
  private static final int MAX_LENGTH_BYTES = 5;

  private final Arena arena = Arena.ofConfined();
  private final List<MemorySegment> files = new ArrayList<>();

  BlockChunks(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.sorted().toList()) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
          MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
          if (new ByteCursor(file).readInt() != MAGIC) {
            throw new MalformedDataException(path + " is no file of chunks");
          }
          files.add(file);
        }
      }
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /// Appends the samples of a chunk.
  void read(BlockIndex.ChunkMeta chunk, SampleBuffer into) throws MalformedDataException {
    long number = chunk.reference() >>> Integer.SIZE;
    long offset = chunk.reference() & 0xffff_ffffL;
    if (number >= files.size()) {
      throw new MalformedDataException("a chunk in file " + (number + 1) + " of " + files.size());
    }
    MemorySegment file = files.get((int) number);
    long left = Math.max(0, file.byteSize() - offset);
    ByteCursor head = ByteCursor.over(file, offset, Math.min(left, MAX_LENGTH_BYTES));
    long length = head.readUvarint();
    ByteCursor in = ByteCursor.over(file, offset + head.position(), length + 1 + Integer.BYTES);
    int encoding = in.readByte();
    byte[] data = in.readBytes(length);
    in.checkSince(0, "a chunk");
    ChunkDecoder.decode(encoding, data, into);
  }

  @Override
  public void close() {
    arena.close();
  }
}
