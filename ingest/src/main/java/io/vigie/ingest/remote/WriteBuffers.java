package io.vigie.ingest.remote;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.xerial.snappy.Snappy;

/// The memory in which one request is read and decompressed, used again for the next. Belongs to
/// one thread at a time.
final class WriteBuffers {
  /// As in Prometheus: more than a request of any sender needs.
  static final int MAX_BYTES = 32 << 20;

  /// Larger ones are not kept.
  private static final int MAX_KEPT_BYTES = 4 << 20;

  private static final int POOLED = 16;

  /// Those not in use.
  static final class Pool {
    private final ArrayBlockingQueue<WriteBuffers> free = new ArrayBlockingQueue<>(POOLED);
    private final boolean typeAndUnitLabels;

    Pool(boolean typeAndUnitLabels) {
      this.typeAndUnitLabels = typeAndUnitLabels;
    }

    WriteBuffers take() {
      WriteBuffers buffers = free.poll();
      return buffers == null ? new WriteBuffers(typeAndUnitLabels) : buffers;
    }

    void giveBack(WriteBuffers buffers) {
      if (buffers.body.length <= MAX_KEPT_BYTES && buffers.message.length <= MAX_KEPT_BYTES) {
        var _ = free.offer(buffers);
      }
    }
  }

  final WriteRequestV1 v1 = new WriteRequestV1();
  final WriteRequestV2 v2;
  private byte[] body = new byte[32 << 10];
  private byte[] message = new byte[128 << 10];
  private int bodySize;

  private WriteBuffers(boolean typeAndUnitLabels) {
    v2 = new WriteRequestV2(typeAndUnitLabels);
  }

  byte[] message() {
    return message;
  }

  /// Reads a body to its end. Memory grows with what has come, not with what was announced.
  void readBody(InputStream in) throws IOException, RefusedRequestException {
    bodySize = 0;
    while (true) {
      if (bodySize == body.length) {
        if (bodySize >= MAX_BYTES) {
          throw new RefusedRequestException(
              413, "the request body is larger than the limit of " + MAX_BYTES + " bytes");
        }
        body = Arrays.copyOf(body, Math.min(2 * bodySize, MAX_BYTES));
      }
      int read = in.read(body, bodySize, body.length - bodySize);
      if (read < 0) {
        return;
      }
      bodySize += read;
    }
  }

  /// What the body says about its size when decompressed.
  int announcedSize(Compression compression) throws RefusedRequestException {
    return switch (compression) {
      case SNAPPY -> announcedBySnappy();
      case ZSTD -> announcedByZstd();
    };
  }

  private int announcedByZstd() throws RefusedRequestException {
    long size = Zstd.getFrameContentSize(body, 0, bodySize);
    if (size < 0) {
      throw new RefusedRequestException(
          400, "zstd: corrupt input, or a frame that does not say the size of its content");
    }
    if (size > MAX_BYTES) {
      throw tooLarge(Compression.ZSTD, size);
    }
    return (int) size;
  }

  private int announcedBySnappy() throws RefusedRequestException {
    long size = 0;
    for (int i = 0; i < Math.min(bodySize, 5); i++) {
      size |= (long) (body[i] & 0x7f) << (7 * i);
      if (body[i] >= 0) {
        if (size > MAX_BYTES) {
          throw tooLarge(Compression.SNAPPY, size);
        }
        return (int) size;
      }
    }
    throw corrupt(Compression.SNAPPY);
  }

  /// Decompresses the body into [#message].
  void decompress(Compression compression, int size) throws RefusedRequestException {
    if (message.length < size) {
      message = new byte[Math.max(size, Math.min(2 * message.length, MAX_BYTES))];
    }
    try {
      long made =
          switch (compression) {
            case SNAPPY -> Snappy.uncompress(body, 0, bodySize, message, 0);
            case ZSTD -> Zstd.decompressByteArray(message, 0, size, body, 0, bodySize);
          };
      if (made != size) {
        throw corrupt(compression);
      }
    } catch (IOException | ZstdException e) {
      throw corrupt(compression);
    }
  }

  private static RefusedRequestException tooLarge(Compression compression, long size) {
    return new RefusedRequestException(
        400,
        compression.contentEncoding() + ": decoded length " + size + " exceeds limit " + MAX_BYTES);
  }

  private static RefusedRequestException corrupt(Compression compression) {
    return new RefusedRequestException(400, compression.contentEncoding() + ": corrupt input");
  }
}
