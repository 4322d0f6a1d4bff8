package io.vigie.tsdb.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/// An immutable file, mapped and counted: whoever reads it holds it, and it is unmapped, and
/// deleted if so wished, when the last one lets go. Opening verifies header and footer only; the
/// body is verified page by page when it is first touched. Thread-safe.
///
/// Written by [ImmutableFileWriter], whose comment draws the format.
public final class MappedFile {
  public static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int PAGE_BYTES = ImmutableFileWriter.PAGE_BYTES;
  private static final int MAX_SECTIONS = 64;

  private final Path path;
  private final Arena arena;
  private final MemorySegment file;
  private final MemorySegment checksums;
  private final long bodyEnd;
  private final long[] sectionStarts;
  private final AtomicLongArray verifiedPages;
  private final AtomicInteger holders = new AtomicInteger(1);
  private volatile boolean deleteWhenReleased;

  private MappedFile(
      Path path, Arena arena, MemorySegment file, long bodyEnd, long[] sectionStarts) {
    this.path = path;
    this.arena = arena;
    this.file = file;
    this.bodyEnd = bodyEnd;
    this.sectionStarts = sectionStarts;
    long pages = pages(bodyEnd);
    this.checksums = file.asSlice(bodyEnd, pages * Integer.BYTES);
    this.verifiedPages = new AtomicLongArray((int) (pages / Long.SIZE) + 1);
  }

  /// Maps a file; the caller is its first holder.
  ///
  /// @throws CorruptFileException if header or footer are damaged
  public static MappedFile open(Path path, FileKind kind) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return verified(path, kind, arena, file);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static MappedFile verified(Path path, FileKind kind, Arena arena, MemorySegment file)
      throws CorruptFileException {
    long size = file.byteSize();
    int headerBytes = (int) Math.min(size, FileKind.HEADER_BYTES);
    kind.checkHeader(path, file.asSlice(0, headerBytes).toArray(ValueLayout.JAVA_BYTE));
    long fixed = size - ImmutableFileWriter.FOOTER_FIXED_BYTES;
    if (fixed < FileKind.HEADER_BYTES) {
      throw new CorruptFileException(path, size, "the footer is cut");
    }
    int sections = file.get(INT, fixed);
    long bodyEnd = file.get(LONG, fixed + Integer.BYTES);
    long expected = bodyEnd + pages(bodyEnd) * Integer.BYTES + (long) sections * Long.BYTES;
    if (sections < 0
        || sections > MAX_SECTIONS
        || bodyEnd < 0
        || bodyEnd > size
        || expected != fixed) {
      throw new CorruptFileException(path, fixed, "the footer does not fit the file's length");
    }
    CRC32C crc = new CRC32C();
    crc.update(file.asSlice(bodyEnd, size - Integer.BYTES - bodyEnd).asByteBuffer());
    if ((int) crc.getValue() != file.get(INT, size - Integer.BYTES)) {
      throw new CorruptFileException(path, bodyEnd, "the checksum of the footer does not match");
    }
    long[] starts = new long[sections];
    for (int i = 0; i < sections; i++) {
      starts[i] = file.get(LONG, fixed - (long) (sections - i) * Long.BYTES);
    }
    return new MappedFile(path, arena, file, bodyEnd, starts);
  }

  private static long pages(long bodyBytes) {
    return (bodyBytes + PAGE_BYTES - 1) / PAGE_BYTES;
  }

  public Path path() {
    return path;
  }

  public long sizeBytes() {
    return file.byteSize();
  }

  public int sections() {
    return sectionStarts.length;
  }

  public long sectionStart(int section) {
    return sectionStarts[section];
  }

  /// Where the section ends, if sections were given in ascending order.
  public long sectionEnd(int section) {
    return section + 1 < sectionStarts.length ? sectionStarts[section + 1] : bodyEnd;
  }

  /// A verified piece of the body, valid as long as the file is held.
  ///
  /// @throws CorruptFileException if a page of it is damaged, or it is not within the body
  public MemorySegment slice(long offset, long lengthBytes) throws CorruptFileException {
    verify(offset, lengthBytes);
    return file.asSlice(offset, lengthBytes);
  }

  /// A verified copy of a piece of the body.
  public byte[] read(long offset, int lengthBytes) throws CorruptFileException {
    verify(offset, lengthBytes);
    byte[] copy = new byte[lengthBytes];
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset, copy, 0, lengthBytes);
    return copy;
  }

  /// The error of something wrong at an offset of this file.
  public CorruptFileException corrupt(long offset, String reason) {
    return new CorruptFileException(path, offset, reason);
  }

  /// Verifies the whole body now rather than piece by piece.
  public void verifyAll() throws CorruptFileException {
    verify(0, bodyEnd);
  }

  private void verify(long offset, long lengthBytes) throws CorruptFileException {
    if (offset < 0 || lengthBytes < 0 || offset > bodyEnd - lengthBytes) {
      throw corrupt(offset, lengthBytes + " bytes expected, the body ends at byte " + bodyEnd);
    }
    long lastPage = (offset + Math.max(lengthBytes, 1) - 1) / PAGE_BYTES;
    for (long page = offset / PAGE_BYTES; page <= lastPage; page++) {
      int word = (int) (page / Long.SIZE);
      if ((verifiedPages.get(word) & (1L << page)) == 0) {
        verifyPage(page);
        long bit = 1L << page;
        verifiedPages.getAndUpdate(word, seen -> seen | bit);
      }
    }
  }

  private void verifyPage(long page) throws CorruptFileException {
    long start = page * PAGE_BYTES;
    if (start >= bodyEnd) {
      return;
    }
    CRC32C crc = new CRC32C();
    crc.update(file.asSlice(start, Math.min(PAGE_BYTES, bodyEnd - start)).asByteBuffer());
    if ((int) crc.getValue() != checksums.get(INT, page * Integer.BYTES)) {
      throw corrupt(start, "the checksum of the page of " + PAGE_BYTES + " bytes does not match");
    }
  }

  /// Holds the file once more. The caller must know that somebody holds it already.
  public void retain() {
    if (holders.getAndIncrement() <= 0) {
      throw new IllegalStateException(path + " is closed");
    }
  }

  /// Lets go once.
  public void release() {
    if (holders.decrementAndGet() == 0) {
      arena.close();
      if (deleteWhenReleased) {
        deleteQuietly();
      }
    }
  }

  /// Has the file deleted when its last holder lets go.
  public void deleteWhenReleased() {
    deleteWhenReleased = true;
  }

  private void deleteQuietly() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // It is superseded by another file and is recognised as such, and removed, at the next open.
    }
  }
}
