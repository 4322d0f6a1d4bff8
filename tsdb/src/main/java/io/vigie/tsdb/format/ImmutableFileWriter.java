package io.vigie.tsdb.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/// Writes a file that is never changed again, as [MappedFile] reads it:
///
/// ```
/// header 16 │ body … │ CRC32C of every page, 4 each │ footer
///
/// footer:  section starts, 8 each │ their count, 4 │ body end, 8 │ CRC32C of checksums and footer, 4
/// ```
///
/// The body, header included, is checked in pages of 16 KiB, so that a reader verifies only what it
/// touches, once. A file appears under its name only when it is whole: it is written under a
/// temporary name, synced, renamed, and its directory synced. Closing without [#publish] leaves
/// nothing behind. Not thread-safe.
public final class ImmutableFileWriter implements AutoCloseable {
  static final int PAGE_BYTES = 16 * 1024;

  /// Bytes of the footer besides its section starts.
  static final int FOOTER_FIXED_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;

  private static final int BUFFER_PAGES = 16;

  private final Disk disk;
  private final Path path;
  private final Path temporary;
  private final Disk.WritableFile file;
  private final byte[] buffer = new byte[PAGE_BYTES * BUFFER_PAGES];
  private final ByteWriter checksums = new ByteWriter(1024);
  private int buffered;
  private long flushedBytes;
  private boolean finished;

  public ImmutableFileWriter(Disk disk, Path path, FileKind kind) throws IOException {
    this.disk = disk;
    this.path = path;
    this.temporary = path.resolveSibling(path.getFileName() + FileNames.TEMPORARY_SUFFIX);
    this.file = disk.create(temporary);
    byte[] header = kind.header();
    write(header, 0, header.length);
  }

  /// Bytes written so far, header included.
  public long position() {
    return flushedBytes + buffered;
  }

  public void write(ByteWriter bytes) throws IOException {
    write(bytes.array(), 0, bytes.size());
  }

  public void write(byte[] bytes, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int step = Math.min(length - written, buffer.length - buffered);
      System.arraycopy(bytes, offset + written, buffer, buffered, step);
      buffered += step;
      written += step;
      if (buffered == buffer.length) {
        flush();
      }
    }
  }

  /// Makes the file whole and visible.
  ///
  /// @param sectionStarts positions that the reader will ask for
  public void publish(long... sectionStarts) throws IOException {
    long bodyEnd = position();
    flush();
    writeFooter(bodyEnd, sectionStarts);
    file.sync();
    file.close();
    finished = true;
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    disk.syncDirectory(path.resolveSibling("."));
  }

  private void writeFooter(long bodyEnd, long[] sectionStarts) throws IOException {
    ByteWriter end = checksums;
    for (long start : sectionStarts) {
      end.writeLong(start);
    }
    end.writeInt(sectionStarts.length);
    end.writeLong(bodyEnd);
    CRC32C crc = new CRC32C();
    crc.update(end.array(), 0, end.size());
    end.writeInt((int) crc.getValue());
    file.write(ByteBuffer.wrap(end.array(), 0, end.size()));
  }

  private void flush() throws IOException {
    CRC32C crc = new CRC32C();
    for (int start = 0; start < buffered; start += PAGE_BYTES) {
      crc.reset();
      crc.update(buffer, start, Math.min(PAGE_BYTES, buffered - start));
      checksums.writeInt((int) crc.getValue());
    }
    file.write(ByteBuffer.wrap(buffer, 0, buffered));
    flushedBytes += buffered;
    buffered = 0;
  }

  /// Drops the file unless it was published.
  @Override
  public void close() throws IOException {
    if (!finished) {
      finished = true;
      try (file) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
