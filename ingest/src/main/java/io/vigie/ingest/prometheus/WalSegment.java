package io.vigie.ingest.prometheus;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.xerial.snappy.Snappy;

/// One segment of a write-ahead log: pages of 32 KiB, in which records lie whole or in fragments.
///
/// ```
/// fragment:  type, 1 │ length, 2 │ CRC-32C of the data, 4 │ data
/// type:      bits 0-2: 0 the rest of the page is empty, 1 whole, 2 first, 3 middle, 4 last
///            bit 3: compressed by Snappy │ bit 4: by Zstandard
/// ```
final class WalSegment {
  /// Takes records as they come.
  @FunctionalInterface
  interface RecordConsumer {
    void accept(byte[] record) throws IOException;
  }

  private static final int PAGE_BYTES = 32 * 1024;
  private static final int HEADER_BYTES = 7;
  private static final int TYPE_MASK = 0b111;
  private static final int SNAPPY = 1 << 3;
  private static final int ZSTANDARD = 1 << 4;

  private static final int EMPTY = 0;
  private static final int WHOLE = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  /// A record is what Prometheus writes at once; more than this is damage.
  private static final int MAX_RECORD_BYTES = 1 << 30;

  private WalSegment() {}

  /// Reads a segment.
  ///
  /// @throws MalformedDataException if it is damaged; records before the damage were handed over
  static void read(Path segment, RecordConsumer records) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int pageEnd = Math.min(bytes.length, (at / PAGE_BYTES + 1) * PAGE_BYTES);
      int flags = bytes[at];
      int type = flags & TYPE_MASK;
      if (type == EMPTY) {
        at = pageEnd;
        continue;
      }
      byte[] data = fragment(bytes, at, pageEnd);
      at += HEADER_BYTES + data.length;
      checkOrder(type, fragments.size() > 0, at);
      fragments.writeBytes(data);
      if (type == WHOLE || type == LAST) {
        records.accept(record(flags, fragments.toByteArray()));
        fragments.reset();
      }
    }
    if (fragments.size() > 0) {
      throw new MalformedDataException("ends within a record");
    }
  }

  private static byte[] fragment(byte[] bytes, int at, int pageEnd) throws MalformedDataException {
    if (at + HEADER_BYTES > pageEnd) {
      throw new MalformedDataException("ends within a header at byte " + at);
    }
    int length = ((bytes[at + 1] & 0xff) << Byte.SIZE) | (bytes[at + 2] & 0xff);
    int start = at + HEADER_BYTES;
    if (start + length > pageEnd) {
      throw new MalformedDataException("ends within a record at byte " + at);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, start, length);
    byte[] expected = Arrays.copyOfRange(bytes, at + 3, start);
    if (new ByteCursor(expected).readInt() != (int) checksum.getValue()) {
      throw new MalformedDataException("the checksum of the record at byte " + at + " is wrong");
    }
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  private static void checkOrder(int type, boolean inside, int at) throws MalformedDataException {
    boolean begins = type == WHOLE || type == FIRST;
    if (type > LAST || begins == inside) {
      throw new MalformedDataException("fragments in the wrong order before byte " + at);
    }
  }

  private static byte[] record(int flags, byte[] data) throws MalformedDataException {
    try {
      return decompress(flags, data);
    } catch (IOException e) {
      throw new MalformedDataException("a record cannot be decompressed: " + e.getMessage());
    }
  }

  private static byte[] decompress(int flags, byte[] data) throws IOException {
    if ((flags & SNAPPY) != 0) {
      int length = Snappy.uncompressedLength(data);
      if (length < 0 || length > MAX_RECORD_BYTES) {
        throw new MalformedDataException("a record of " + length + " bytes");
      }
      return Snappy.uncompress(data);
    }
    if ((flags & ZSTANDARD) != 0) {
      try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(data))) {
        return in.readNBytes(MAX_RECORD_BYTES);
      }
    }
    return data;
  }
}
