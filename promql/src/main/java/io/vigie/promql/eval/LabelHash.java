package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The hash by which `limit_ratio` chooses series: XXH64
/// (<https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md>) of names and values, each
/// with its length in front, so that the same series are chosen as by Prometheus.
final class LabelHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  /// The sum of the first two, which overflows.
  private static final long PRIMES_1_AND_2 = 0x60EA27EEADC0B5D6L;

  private static final int LONG_LENGTH = 255;

  private LabelHash() {}

  /// The hash of labels as a number from 0 to 1.
  static double share(Labels labels) {
    long hash = xxh64(encode(labels));
    double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
    return unsigned / 0x1p64;
  }

  private static byte[] encode(Labels labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    labels.forEach((name, value) -> {
      append(name, bytes);
      append(value, bytes);
    });
    return bytes.toByteArray();
  }

  private static void append(String text, ByteArrayOutputStream to) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < LONG_LENGTH) {
      to.write(utf8.length);
    } else {
      to.write(LONG_LENGTH);
      to.write(utf8.length);
      to.write(utf8.length >> 8);
      to.write(utf8.length >> 16);
    }
    to.writeBytes(utf8);
  }

  static long xxh64(byte[] data) {
    int position = 0;
    long hash;
    if (data.length >= 32) {
      long[] lanes = {PRIMES_1_AND_2, PRIME_2, 0, -PRIME_1};
      for (; position + 32 <= data.length; position += 32) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = round(lanes[lane], (long) LONG.get(data, position + 8 * lane));
        }
      }
      hash = merge(lanes);
    } else {
      hash = PRIME_5;
    }
    return avalanche(tail(hash + data.length, data, position));
  }

  private static long merge(long[] lanes) {
    long hash =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long tail(long start, byte[] data, int from) {
    long hash = start;
    int position = from;
    for (; position + 8 <= data.length; position += 8) {
      long input = (long) LONG.get(data, position);
      hash = Long.rotateLeft(hash ^ round(0, input), 27) * PRIME_1 + PRIME_4;
    }
    if (position + 4 <= data.length) {
      long input = Integer.toUnsignedLong((int) INT.get(data, position));
      hash = Long.rotateLeft(hash ^ (input * PRIME_1), 23) * PRIME_2 + PRIME_3;
      position += 4;
    }
    for (; position < data.length; position++) {
      hash = Long.rotateLeft(hash ^ ((data[position] & 0xff) * PRIME_5), 11) * PRIME_1;
    }
    return hash;
  }

  private static long avalanche(long start) {
    long hash = start;
    hash = (hash ^ (hash >>> 33)) * PRIME_2;
    hash = (hash ^ (hash >>> 29)) * PRIME_3;
    return hash ^ (hash >>> 32);
  }
}
