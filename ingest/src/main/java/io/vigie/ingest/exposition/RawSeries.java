package io.vigie.ingest.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that name a series of a format that has no text for it: the metric's name, then the labels
/// with a byte between them that UTF-8 does not use. Reused from series to series.
final class RawSeries {
  private static final byte SEPARATOR = (byte) 0xff;

  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  RawSeries add(byte[] source, int start, int end) {
    ensure(end - start);
    System.arraycopy(source, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  /// Adds ASCII text.
  RawSeries add(String ascii) {
    byte[] source = ascii.getBytes(StandardCharsets.US_ASCII);
    return add(source, 0, source.length);
  }

  RawSeries separate() {
    ensure(1);
    bytes[size++] = SEPARATOR;
    return this;
  }

  /// Adds the bits of a number.
  void add(double value) {
    ensure(Long.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }
}
