package io.vigie.tsdb;

import io.vigie.tsdb.format.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The local disk without waiting for it: for tests that open hundreds of stores and cut no power.
final class UnsyncedDisk implements Disk {
  static Tsdb open(Path directory) throws IOException {
    return StoreOnDisk.open(directory, StoreOnDisk.config(), new UnsyncedDisk());
  }

  @Override
  public void syncDirectory(Path directory) {}

  @Override
  public WritableFile create(Path path) throws IOException {
    WritableFile file = LOCAL.create(path);
    return new WritableFile() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        file.write(bytes);
      }

      @Override
      public void truncate(long lengthBytes) throws IOException {
        file.truncate(lengthBytes);
      }

      @Override
      public void sync() {}

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
