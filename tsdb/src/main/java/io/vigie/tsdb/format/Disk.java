package io.vigie.tsdb.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The door to the disk for everything that the store writes, so that tests can fill it, fail it
/// and tear it. Thread-safe.
@FunctionalInterface
public interface Disk {
  /// The disk of this machine.
  Disk LOCAL = Disk::createLocal;

  /// Makes a new file, replacing one of that name. The caller closes it.
  ///
  /// @throws IOException if it cannot be made; the message names it
  WritableFile create(Path path) throws IOException;

  /// Makes additions to and removals from a directory survive a power cut.
  default void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// A file that is written from its start to its end. One thread writes; [#sync] may be called by
  /// another.
  interface WritableFile extends AutoCloseable {
    /// Writes all remaining bytes at the end of the file.
    ///
    /// @throws IOException if not all could be written; some may have been
    void write(ByteBuffer bytes) throws IOException;

    /// Cuts the file to a length that it already had.
    void truncate(long lengthBytes) throws IOException;

    /// Returns when everything written so far survives a power cut.
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }

  private static WritableFile createLocal(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    return new LocalFile(path, channel);
  }
}
