package io.vigie.outbound;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses gzip (RFC 1952) from one array into a buffer, never beyond a bound.
/// `GZIPInputStream` would copy twice and allocate its tables for each body. Inflaters hold native
/// memory, so as many are kept as bodies were decompressed at once, up to a bound. Thread-safe.
final class Gunzip implements AutoCloseable {
  /// The body is not gzip, or damaged.
  static final class DamagedException extends Exception {
    DamagedException(String message) {
      super(message);
    }
  }

  /// The body would grow beyond the bound.
  static final class TooLargeException extends Exception {}

  private static final int MAX_KEPT = 64;
  private static final int HEADER_SIZE_BYTES = 10;
  private static final int TRAILER_SIZE_BYTES = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final ConcurrentLinkedDeque<Inflater> kept = new ConcurrentLinkedDeque<>();
  private final AtomicInteger keptCount = new AtomicInteger();

  /// Decompresses the first `length` bytes, all members of them, to the end of `into`.
  void gunzip(byte[] source, int length, BodyBuffer into, long maxBytes)
      throws DamagedException, TooLargeException {
    Inflater inflater = borrow();
    try {
      int position = 0;
      do {
        position = member(inflater, source, position, length, into, maxBytes);
      } while (position < length);
    } catch (DataFormatException e) {
      throw new DamagedException("the gzip body is damaged: " + e.getMessage());
    } finally {
      giveBack(inflater);
    }
  }

  private static int member(
      Inflater inflater, byte[] source, int start, int length, BodyBuffer into, long maxBytes)
      throws DataFormatException, DamagedException, TooLargeException {
    int dataStart = skipHeader(source, start, length);
    inflater.reset();
    inflater.setInput(source, dataStart, length - dataStart);
    int outputStart = into.size();
    while (!inflater.finished()) {
      if (into.size() >= maxBytes && into.size() > 0) {
        throw new TooLargeException();
      }
      into.reserve(Math.max(512, Math.min(1 << 16, 4 * inflater.getRemaining())));
      int room = (int) Math.min(into.capacity() - into.size(), maxBytes - into.size() + 1);
      int count = inflater.inflate(into.array(), into.size(), room);
      into.advance(count);
      giveWayNowAndThen(into.size(), count);
      if (count == 0 && !inflater.finished()) {
        throw new DamagedException("the gzip body ends too early");
      }
    }
    if (into.size() > maxBytes) {
      throw new TooLargeException();
    }
    int trailer = length - inflater.getRemaining();
    checkTrailer(source, trailer, length, into, outputStart);
    return trailer + TRAILER_SIZE_BYTES;
  }

  /// A virtual thread keeps its processor until it waits: others must not wait for a huge body.
  @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
  private static void giveWayNowAndThen(int size, int added) {
    if ((size >> 20) != ((size - added) >> 20)) {
      Thread.yield();
    }
  }

  private static void checkTrailer(
      byte[] source, int trailer, int length, BodyBuffer into, int outputStart)
      throws DamagedException {
    if (trailer + TRAILER_SIZE_BYTES > length) {
      throw new DamagedException("the gzip body ends too early");
    }
    CRC32 crc = new CRC32();
    crc.update(into.array(), outputStart, into.size() - outputStart);
    if ((int) crc.getValue() != littleEndianInt(source, trailer)) {
      throw new DamagedException("the checksum of the gzip body is wrong");
    }
  }

  private static int skipHeader(byte[] source, int start, int length) throws DamagedException {
    if (length - start < HEADER_SIZE_BYTES
        || (source[start] & 0xff) != 0x1f
        || (source[start + 1] & 0xff) != 0x8b
        || source[start + 2] != 8) {
      throw new DamagedException("the body is said to be gzip and is not");
    }
    int flags = source[start + 3];
    int position = start + HEADER_SIZE_BYTES;
    if ((flags & FLAG_EXTRA) != 0 && position + 2 <= length) {
      position += 2 + (source[position] & 0xff) + ((source[position + 1] & 0xff) << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      position = afterZero(source, position, length);
    }
    if ((flags & FLAG_COMMENT) != 0) {
      position = afterZero(source, position, length);
    }
    position += (flags & FLAG_HEADER_CRC) != 0 ? 2 : 0;
    if (position > length) {
      throw new DamagedException("the gzip header ends too early");
    }
    return position;
  }

  private static int afterZero(byte[] source, int start, int length) {
    int position = start;
    while (position < length && source[position] != 0) {
      position++;
    }
    return position + 1;
  }

  private static int littleEndianInt(byte[] source, int at) {
    return (source[at] & 0xff)
        | (source[at + 1] & 0xff) << 8
        | (source[at + 2] & 0xff) << 16
        | (source[at + 3] & 0xff) << 24;
  }

  private Inflater borrow() {
    Inflater inflater = kept.pollFirst();
    if (inflater == null) {
      return new Inflater(true);
    }
    keptCount.decrementAndGet();
    return inflater;
  }

  private void giveBack(Inflater inflater) {
    if (keptCount.get() >= MAX_KEPT) {
      inflater.end();
      return;
    }
    keptCount.incrementAndGet();
    kept.addFirst(inflater);
  }

  @Override
  public void close() {
    for (Inflater inflater = kept.pollFirst(); inflater != null; inflater = kept.pollFirst()) {
      inflater.end();
    }
  }
}
