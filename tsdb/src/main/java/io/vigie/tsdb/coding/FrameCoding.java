package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;

/// Frames: up to 128 whole numbers each, bit-packed by the cheapest of three layouts:
///
/// ```
/// layout × 65 + width in bits, 1 │ smallest, zigzag │ then
///   0 DENSE      every number
///   1 BITMAP     a bit for every number, set unless it is zero │ the numbers that are not zero
///   2 POSITIONS  count, 1 │ position of each number that is not zero, 1 each │ those numbers
/// ```
///
/// Packed numbers are stored minus the smallest of those packed. Many series rest between changes:
/// their differences are mostly zeros, which would otherwise be as wide as the rare steps.
///
/// An encoder measures one frame at a time: one per thread.
final class FrameCoding {
  static final int LENGTH = 128;

  private static final int DENSE = 0;
  private static final int BITMAP = 1;
  private static final int POSITIONS = 2;
  private static final int WIDTHS = Long.SIZE + 1;

  private final long[] nonZero = new long[LENGTH];

  // What [#measure] found of a frame.
  private int layout;
  private int width;
  private long smallest;
  private int nonZeroCount;

  /// Bits that the frames of `numbers[from]` to `numbers[end - 1]` take.
  long bits(long[] numbers, int from, int end) {
    long bits = 0;
    for (int start = from; start < end; start += LENGTH) {
      bits += measure(numbers, start, Math.min(end, start + LENGTH));
    }
    return bits;
  }

  /// Chooses the layout of one frame; answers its bits.
  private long measure(long[] numbers, int start, int end) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int others = 0;
    for (int i = start; i < end; i++) {
      long number = numbers[i];
      if (number != 0) {
        others++;
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
    }
    int count = end - start;
    nonZeroCount = others;
    if (others == 0) {
      return chosen(DENSE, 0, 0, 0);
    }
    long denseMin = others < count ? Math.min(min, 0) : min;
    int denseWidth = BitPacking.width((others < count ? Math.max(max, 0) : max) - denseMin);
    int sparseWidth = BitPacking.width(max - min);
    long dense = (long) count * denseWidth;
    long sparse = (long) others * sparseWidth;
    long bitmap = sparse + count;
    long positions = sparse + 8 + 8L * others;
    if (dense <= bitmap && dense <= positions) {
      return chosen(DENSE, denseWidth, denseMin, dense);
    }
    return bitmap <= positions
        ? chosen(BITMAP, sparseWidth, min, bitmap)
        : chosen(POSITIONS, sparseWidth, min, positions);
  }

  private long chosen(int chosenLayout, int chosenWidth, long base, long packedBits) {
    layout = chosenLayout;
    width = chosenWidth;
    smallest = base;
    return 16 + BitPacking.width(base ^ (base >> 63)) + packedBits;
  }

  /// Appends the frames of `numbers[from]` to `numbers[end - 1]`.
  void encode(long[] numbers, int from, int end, ByteWriter out) {
    for (int start = from; start < end; start += LENGTH) {
      int frameEnd = Math.min(end, start + LENGTH);
      measure(numbers, start, frameEnd);
      out.writeByte(layout * WIDTHS + width);
      out.writeZigzag(smallest);
      if (layout == DENSE) {
        BitPacking.pack(numbers, start, frameEnd - start, smallest, width, out);
      } else {
        encodeSparse(numbers, start, frameEnd, out);
      }
    }
  }

  private void encodeSparse(long[] numbers, int start, int end, ByteWriter out) {
    if (layout == BITMAP) {
      writeBitmap(numbers, start, end, out);
    } else {
      out.writeByte(nonZeroCount);
    }
    int packed = 0;
    for (int i = start; i < end; i++) {
      if (numbers[i] != 0) {
        nonZero[packed++] = numbers[i];
        if (layout == POSITIONS) {
          out.writeByte(i - start);
        }
      }
    }
    BitPacking.pack(nonZero, 0, packed, smallest, width, out);
  }

  private static void writeBitmap(long[] numbers, int start, int end, ByteWriter out) {
    for (int i = start; i < end; i += Byte.SIZE) {
      int bits = 0;
      for (int j = Math.min(end, i + Byte.SIZE) - 1; j >= i; j--) {
        bits = bits << 1 | (numbers[j] != 0 ? 1 : 0);
      }
      out.writeByte(bits);
    }
  }

  /// Reads frames of `count` numbers into `into` from position `from` on.
  ///
  /// @throws MalformedBytesException if the bytes are not such frames
  static void decode(ByteReader in, long[] into, int from, int count) {
    int end = from + count;
    for (int start = from; start < end; start += LENGTH) {
      int length = Math.min(LENGTH, end - start);
      int code = in.readByte();
      long base = in.readZigzag();
      int bits = code % WIDTHS;
      switch (code / WIDTHS) {
        case DENSE -> BitPacking.unpack(in, into, start, length, base, bits);
        case BITMAP -> decodeBitmap(in, into, start, length, base, bits);
        case POSITIONS -> decodePositions(in, into, start, length, base, bits);
        default -> throw new MalformedBytesException(in.position(), "frame layout " + code);
      }
    }
  }

  private static void decodeBitmap(
      ByteReader in, long[] into, int start, int length, long base, int bits) {
    byte[] bytes = in.array();
    int bitmap = in.position();
    in.skip((length + 7) / Byte.SIZE);
    int left = 0;
    for (int i = 0; i < length; i++) {
      left += bytes[bitmap + (i >> 3)] >> (i & 7) & 1;
    }
    BitPacking.unpack(in, into, start, left, base, bits);
    // The packed numbers lie at the start; each moves up to its place, the last one first.
    for (int i = length - 1; i >= 0; i--) {
      boolean zero = (bytes[bitmap + (i >> 3)] >> (i & 7) & 1) == 0;
      into[start + i] = zero ? 0 : into[start + --left];
    }
  }

  private static void decodePositions(
      ByteReader in, long[] into, int start, int length, long base, int bits) {
    int left = in.readByte();
    int positions = in.position();
    in.skip(left);
    byte[] bytes = in.array();
    for (int i = 0, before = -1; i < left; i++) {
      int position = bytes[positions + i];
      if (position <= before || position >= length) {
        throw new MalformedBytesException(positions + i, "position " + position + " in a frame");
      }
      before = position;
    }
    BitPacking.unpack(in, into, start, left, base, bits);
    for (int i = length - 1; i >= 0; i--) {
      boolean zero = left == 0 || bytes[positions + left - 1] != i;
      into[start + i] = zero ? 0 : into[start + --left];
    }
  }
}
