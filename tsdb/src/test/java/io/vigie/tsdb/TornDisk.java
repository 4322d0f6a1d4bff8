package io.vigie.tsdb;

import io.vigie.tsdb.format.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// A disk that knows what was synced: what was not is cut, zeroed or garbled when the power is cut.
final class TornDisk implements Disk {
  private final Map<Path, Long> syncedBytes = new ConcurrentHashMap<>();

  @Override
  public void syncDirectory(Path directory) {}

  @Override
  public WritableFile create(Path path) throws IOException {
    WritableFile file = LOCAL.create(path);
    syncedBytes.put(path, 0L);
    return new WritableFile() {
      private long writtenBytes;

      @Override
      public void write(ByteBuffer bytes) throws IOException {
        writtenBytes += bytes.remaining();
        file.write(bytes);
      }

      @Override
      public void truncate(long lengthBytes) throws IOException {
        writtenBytes = lengthBytes;
        file.truncate(lengthBytes);
      }

      @Override
      public void sync() {
        syncedBytes.put(path, writtenBytes);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  /// Copies the directory as a power cut at this moment might leave it.
  Path cutPower(Path directory, Path to, Random random) throws IOException {
    Map<Path, Long> synced = Map.copyOf(syncedBytes);
    StoreOnDisk.copyAsIfKilled(directory, to);
    try (var files = Files.walk(to)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Long good = synced.get(directory.resolve(to.relativize(file).toString()));
        if (good != null) {
          tear(file, good.intValue(), random);
        }
      }
    }
    return to;
  }

  private static void tear(Path file, int goodBytes, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (goodBytes >= bytes.length) {
      return;
    }
    int tornFrom = goodBytes + random.nextInt(bytes.length - goodBytes);
    switch (random.nextInt(3)) {
      case 0 -> bytes = Arrays.copyOf(bytes, tornFrom);
      case 1 -> Arrays.fill(bytes, tornFrom, bytes.length, (byte) 0);
      default -> bytes[tornFrom] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(file, bytes);
  }
}
