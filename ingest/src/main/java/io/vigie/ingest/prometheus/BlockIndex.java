package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The index of a block, version 2: which series it has and where their chunks lie. Belongs to one
/// thread.
final class BlockIndex implements AutoCloseable {
  /// A series of the block.
  ///
  /// @param reference what tombstones call it
  record Entry(long reference, Labels labels, List<ChunkMeta> chunks) {}

  /// A chunk.
  ///
  /// @param reference file number in the upper, offset in the lower half
  record ChunkMeta(long minMillis, long maxMillis, long reference) {}

  private static final int MAGIC = 0xBAAAD700;
  private static final int VERSION = 2;
  private static final int CONTENTS_BYTES = 6 * Long.BYTES + Integer.BYTES;

  /// Series begin at multiples of it, and are referred to by the multiple.
  private static final int SERIES_ALIGNMENT = 16;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment file;
  private final String[] symbols;
  private final int[] seriesReferences;

  BlockIndex(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      checkHeader();
      ByteCursor contents = ByteCursor.over(file, file.byteSize() - CONTENTS_BYTES, CONTENTS_BYTES);
      long symbolsAt = contents.readLong();
      contents.readBytes(4 * Long.BYTES);
      long postingsTableAt = contents.readLong();
      contents.checkSince(0, "the table of contents");
      symbols = readSymbols(section(symbolsAt, "the symbols"));
      seriesReferences = readAllPostings(postingsTableAt);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void checkHeader() throws MalformedDataException {
    ByteCursor header = new ByteCursor(file);
    if (header.readInt() != MAGIC) {
      throw new MalformedDataException("it is no index");
    }
    int version = header.readByte();
    if (version != VERSION) {
      throw new MalformedDataException(
          "its version is "
              + version
              + ", not 2: have a Prometheus of version 2.2 or later compact the block first");
    }
  }

  /// The content of a section, whose length stands before and whose checksum stands after it.
  private ByteCursor section(long offset, String what) throws MalformedDataException {
    long length = ByteCursor.over(file, offset, Integer.BYTES).readUnsignedInt();
    ByteCursor whole = ByteCursor.over(file, offset + Integer.BYTES, length + Integer.BYTES);
    int checksum = ByteCursor.over(file, offset + Integer.BYTES + length, Integer.BYTES).readInt();
    if (whole.checksum(0, length) != checksum) {
      throw new MalformedDataException("the checksum of " + what + " is wrong");
    }
    return ByteCursor.over(file, offset + Integer.BYTES, length);
  }

  private static String[] readSymbols(ByteCursor in) throws MalformedDataException {
    long count = in.readUnsignedInt();
    if (count > in.remaining()) {
      throw new MalformedDataException(count + " symbols");
    }
    String[] symbols = new String[(int) count];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = in.readText();
    }
    return symbols;
  }

  /// The list of all series is that of the label without name and value.
  private int[] readAllPostings(long tableAt) throws MalformedDataException {
    ByteCursor table = section(tableAt, "the table of postings");
    long entries = table.readUnsignedInt();
    for (long i = 0; i < entries; i++) {
      table.readUvarint(); // How many texts follow: two.
      String name = table.readText();
      String value = table.readText();
      long offset = table.readUvarint();
      if (name.isEmpty() && value.isEmpty()) {
        return readPostings(section(offset, "the list of all series"));
      }
    }
    throw new MalformedDataException("it has no list of all series");
  }

  private static int[] readPostings(ByteCursor in) throws MalformedDataException {
    long count = in.readUnsignedInt();
    if (count * Integer.BYTES != in.remaining()) {
      throw new MalformedDataException(count + " series in " + in.remaining() + " bytes");
    }
    int[] references = new int[(int) count];
    for (int i = 0; i < references.length; i++) {
      references[i] = in.readInt();
    }
    return references;
  }

  int seriesCount() {
    return seriesReferences.length;
  }

  /// @param index from 0 to [#seriesCount] - 1; in the order of labels
  Entry series(int index) throws MalformedDataException {
    long reference = Integer.toUnsignedLong(seriesReferences[index]);
    long offset = reference * SERIES_ALIGNMENT;
    ByteCursor in = ByteCursor.over(file, offset, Math.max(0, file.byteSize() - offset));
    long length = in.readUvarint();
    long start = in.position();
    byte[] content = in.readBytes(length);
    in.checkSince(start, "series " + index);
    ByteCursor entry = new ByteCursor(content);
    return new Entry(reference, readLabels(entry), readChunks(entry));
  }

  private Labels readLabels(ByteCursor entry) throws MalformedDataException {
    String[] texts = new String[2 * entry.readCount(2)];
    for (int i = 0; i < texts.length; i++) {
      long symbol = entry.readUvarint();
      if (symbol < 0 || symbol >= symbols.length) {
        throw new MalformedDataException("symbol " + symbol + " of " + symbols.length);
      }
      texts[i] = symbols[(int) symbol];
    }
    return LabelReading.of(texts);
  }

  private static List<ChunkMeta> readChunks(ByteCursor entry) throws MalformedDataException {
    int count = entry.readCount(3);
    List<ChunkMeta> chunks = new ArrayList<>(count);
    long maxMillis = 0;
    long reference = 0;
    for (int i = 0; i < count; i++) {
      long minMillis = i == 0 ? entry.readVarint() : maxMillis + entry.readUvarint();
      maxMillis = minMillis + entry.readUvarint();
      reference = i == 0 ? entry.readUvarint() : reference + entry.readVarint();
      chunks.add(new ChunkMeta(minMillis, maxMillis, reference));
    }
    return chunks;
  }

  @Override
  public void close() {
    arena.close();
  }
}
