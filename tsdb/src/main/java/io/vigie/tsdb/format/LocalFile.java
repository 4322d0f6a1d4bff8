package io.vigie.tsdb.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of this machine. Its errors name it and say what to do.
final class LocalFile implements Disk.WritableFile {
  private final Path path;
  private final FileChannel channel;

  LocalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + path
              + ": "
              + e.getMessage()
              + "; free space on that disk or lower the retention, writing is tried again",
          e);
    }
  }

  @Override
  public void truncate(long lengthBytes) throws IOException {
    channel.truncate(lengthBytes);
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
