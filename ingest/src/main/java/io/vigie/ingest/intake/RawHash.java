package io.vigie.ingest.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A hash of 128 bits by which the text of a series is known again, without keeping the text. Two
/// lanes of multiply-and-fold, as in wyhash (Wang Yi, public domain), with keys drawn anew in each
/// process, so that nobody outside can make two texts meet. Not thread-safe: the last hash is kept
/// in two fields, so that nothing is allocated.
public final class RawHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] KEYS = new SecureRandom().longs(4).toArray();

  private long high;
  private long low;

  /// The upper half of the last hash.
  public long high() {
    return high;
  }

  /// The lower half of the last hash.
  public long low() {
    return low;
  }

  /// Hashes the bytes from `start` to `end` exclusive.
  public void hash(byte[] bytes, int start, int end) {
    long a = KEYS[0] ^ (end - start);
    long b = KEYS[1];
    int at = start;
    for (; at + 16 <= end; at += 16) {
      long x = (long) LONGS.get(bytes, at);
      long y = (long) LONGS.get(bytes, at + 8);
      a = fold(x ^ KEYS[2], y ^ a);
      b = fold(y ^ KEYS[3], x ^ b);
    }
    long x = rest(bytes, at, Math.min(at + 8, end));
    long y = rest(bytes, Math.min(at + 8, end), end);
    a = fold(x ^ KEYS[2], y ^ a);
    b = fold(y ^ KEYS[3], x ^ b);
    high = fold(a ^ KEYS[1], b ^ KEYS[2]);
    low = fold(b ^ KEYS[0], a ^ KEYS[3]) ^ a;
  }

  /// Up to eight bytes as a number.
  private static long rest(byte[] bytes, int start, int end) {
    long value = 0;
    for (int i = end - 1; i >= start; i--) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static long fold(long x, long y) {
    return (x * y) ^ Math.unsignedMultiplyHigh(x, y);
  }
}
