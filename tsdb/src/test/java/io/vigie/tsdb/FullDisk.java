package io.vigie.tsdb;

import io.vigie.tsdb.format.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A disk with so many bytes left: writing more writes what fits, as a real one does, and fails.
final class FullDisk implements Disk {
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  void setBytesLeft(long bytes) {
    left.set(bytes);
  }

  void free() {
    left.set(Long.MAX_VALUE);
  }

  @Override
  public WritableFile create(Path path) throws IOException {
    WritableFile file = LOCAL.create(path);
    return new WritableFile() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        int wanted = bytes.remaining();
        long before = left.getAndUpdate(now -> Math.max(0, now - wanted));
        if (before < wanted) {
          file.write(bytes.slice(bytes.position(), (int) before));
          throw new IOException("cannot write " + path + ": No space left on device");
        }
        file.write(bytes);
      }

      @Override
      public void truncate(long lengthBytes) throws IOException {
        file.truncate(lengthBytes);
      }

      @Override
      public void sync() throws IOException {
        file.sync();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
