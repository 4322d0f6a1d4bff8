package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in as many bits each as the widest needs, lowest bits first, without gaps; the last byte
/// is filled up with zeros.
final class BitPacking {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Widest number that is sure to lie within eight bytes, wherever in a byte it starts.
  private static final int MAX_WIDTH_IN_ONE_WORD = 57;

  private BitPacking() {}

  /// Bits that the unsigned number needs.
  static int width(long unsigned) {
    return Long.SIZE - Long.numberOfLeadingZeros(unsigned);
  }

  /// Bytes that `count` numbers take.
  static int sizeBytes(int count, int width) {
    return (int) (((long) count * width + 7) / 8);
  }

  /// Packs `values[from]` … minus `base`, which must fit into `width` bits as unsigned numbers.
  static void pack(long[] values, int from, int count, long base, int width, ByteWriter out) {
    long word = 0;
    int used = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i] - base;
      word |= value << used;
      used += width;
      if (used >= Long.SIZE) {
        out.writeLong(word);
        used -= Long.SIZE;
        word = used == 0 ? 0 : value >>> (width - used);
      }
    }
    for (; used > 0; used -= 8) {
      out.writeByte((int) word);
      word >>>= 8;
    }
  }

  /// Unpacks what [#pack] packed, adding `base` to each.
  static void unpack(ByteReader in, long[] into, int from, int count, long base, int width) {
    int start = in.position();
    in.skip(sizeBytes(count, width));
    if (width == 0) {
      java.util.Arrays.fill(into, from, from + count, base);
    } else if (width <= MAX_WIDTH_IN_ONE_WORD) {
      unpackNarrow(in.array(), start, into, from, count, base, width);
    } else {
      unpackWide(in.array(), start, into, from, count, base, width);
    }
  }

  private static void unpackNarrow(
      byte[] bytes, int start, long[] into, int from, int count, long base, int width) {
    long mask = (1L << width) - 1;
    int lastWhole = bytes.length - Long.BYTES;
    long bit = (long) start << 3;
    for (int i = from; i < from + count; i++) {
      int at = (int) (bit >>> 3);
      long word = at <= lastWhole ? (long) LONG.get(bytes, at) : lastBytes(bytes, at);
      into[i] = base + ((word >>> (bit & 7)) & mask);
      bit += width;
    }
  }

  private static void unpackWide(
      byte[] bytes, int start, long[] into, int from, int count, long base, int width) {
    if (width > Long.SIZE) {
      throw new MalformedBytesException(start, "numbers of " + width + " bits");
    }
    long mask = -1L >>> (Long.SIZE - width);
    long bit = (long) start << 3;
    for (int i = from; i < from + count; i++) {
      int at = (int) (bit >>> 3);
      int shift = (int) (bit & 7);
      long low = lastBytes(bytes, at) >>> shift;
      long high =
          shift == 0 || at + Long.BYTES >= bytes.length ? 0 : bytes[at + Long.BYTES] & 0xffL;
      into[i] = base + ((low | (shift == 0 ? 0 : high << (Long.SIZE - shift))) & mask);
      bit += width;
    }
  }

  private static long lastBytes(byte[] bytes, int at) {
    if (at + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, at);
    }
    long word = 0;
    for (int i = bytes.length - 1; i >= at; i--) {
      word = word << 8 | (bytes[i] & 0xffL);
    }
    return word;
  }
}
