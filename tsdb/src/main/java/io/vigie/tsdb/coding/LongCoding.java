package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;

/// A column of whole numbers, by the cheapest of five:
///
/// ```
/// 0 CONSTANT  first
/// 1 STEP      first, difference                 each number is the one before plus the difference
/// 2 PLAIN     frames of the numbers
/// 3 DELTA     first, frames of the differences
/// 4 DELTA2    first, first difference, frames of the differences of the differences
///
/// frame, up to 128 numbers:  width in bits, 1 │ smallest │ number minus smallest, bit-packed
/// ```
///
/// First, difference and smallest are zigzag varints. Arithmetic wraps around, so every column of
/// any numbers comes back as it was. An encoder keeps its scratch arrays: one per thread.
public final class LongCoding {
  private static final int CONSTANT = 0;
  private static final int STEP = 1;
  private static final int PLAIN = 2;
  private static final int DELTA = 3;
  private static final int DELTA2 = 4;

  static final int FRAME_LENGTH = 128;

  private long[] deltas = new long[FRAME_LENGTH];
  private long[] deltas2 = new long[FRAME_LENGTH];

  /// Appends the first `count` numbers, at least one, to `out`.
  public void encode(long[] numbers, int count, ByteWriter out) {
    if (isConstantStep(numbers, count)) {
      encodeStep(numbers, count, out);
      return;
    }
    differences(numbers, count);
    long plainBits = framesBits(numbers, 0, count);
    long deltaBits = framesBits(deltas, 1, count);
    long delta2Bits = framesBits(deltas2, 2, count);
    if (delta2Bits < deltaBits && delta2Bits < plainBits) {
      out.writeByte(DELTA2);
      out.writeZigzag(numbers[0]);
      out.writeZigzag(deltas[1]);
      writeFrames(deltas2, 2, count, out);
    } else if (deltaBits < plainBits) {
      out.writeByte(DELTA);
      out.writeZigzag(numbers[0]);
      writeFrames(deltas, 1, count, out);
    } else {
      out.writeByte(PLAIN);
      writeFrames(numbers, 0, count, out);
    }
  }

  private static boolean isConstantStep(long[] numbers, int count) {
    for (int i = 2; i < count; i++) {
      if (numbers[i] - numbers[i - 1] != numbers[1] - numbers[0]) {
        return false;
      }
    }
    return true;
  }

  private static void encodeStep(long[] numbers, int count, ByteWriter out) {
    long step = count > 1 ? numbers[1] - numbers[0] : 0;
    out.writeByte(step == 0 ? CONSTANT : STEP);
    out.writeZigzag(numbers[0]);
    if (step != 0) {
      out.writeZigzag(step);
    }
  }

  private void differences(long[] numbers, int count) {
    if (deltas.length < count) {
      deltas = new long[Math.max(count, deltas.length * 2)];
      deltas2 = new long[deltas.length];
    }
    for (int i = 1; i < count; i++) {
      deltas[i] = numbers[i] - numbers[i - 1];
    }
    for (int i = 2; i < count; i++) {
      deltas2[i] = deltas[i] - deltas[i - 1];
    }
  }

  private static long framesBits(long[] numbers, int from, int count) {
    long bits = 0;
    for (int start = from; start < count; start += FRAME_LENGTH) {
      int end = Math.min(count, start + FRAME_LENGTH);
      long min = min(numbers, start, end);
      int width = BitPacking.width(max(numbers, start, end) - min);
      bits += 16 + (long) width * (end - start) + BitPacking.width(min ^ (min >> 63));
    }
    return bits;
  }

  private static void writeFrames(long[] numbers, int from, int count, ByteWriter out) {
    for (int start = from; start < count; start += FRAME_LENGTH) {
      int end = Math.min(count, start + FRAME_LENGTH);
      long min = min(numbers, start, end);
      int width = BitPacking.width(max(numbers, start, end) - min);
      out.writeByte(width);
      out.writeZigzag(min);
      BitPacking.pack(numbers, start, end - start, min, width, out);
    }
  }

  private static long min(long[] numbers, int from, int end) {
    long min = numbers[from];
    for (int i = from + 1; i < end; i++) {
      min = Math.min(min, numbers[i]);
    }
    return min;
  }

  private static long max(long[] numbers, int from, int end) {
    long max = numbers[from];
    for (int i = from + 1; i < end; i++) {
      max = Math.max(max, numbers[i]);
    }
    return max;
  }

  /// Reads `count` numbers into `into` from position `from` on.
  ///
  /// @throws MalformedBytesException if the bytes are not such a column
  public static void decode(ByteReader in, long[] into, int from, int count) {
    int coding = in.readByte();
    switch (coding) {
      case CONSTANT -> decodeStep(into, from, count, in.readZigzag(), 0);
      case STEP -> decodeStep(into, from, count, in.readZigzag(), in.readZigzag());
      case PLAIN -> readFrames(in, into, from, count);
      case DELTA -> decodeDelta(in, into, from, count);
      case DELTA2 -> decodeDelta2(in, into, from, count);
      default -> throw new MalformedBytesException(in.position() - 1, "column coding " + coding);
    }
  }

  private static void decodeStep(long[] into, int from, int count, long first, long step) {
    long number = first;
    for (int i = from; i < from + count; i++) {
      into[i] = number;
      number += step;
    }
  }

  private static void decodeDelta(ByteReader in, long[] into, int from, int count) {
    into[from] = in.readZigzag();
    readFrames(in, into, from + 1, count - 1);
    sumUp(into, from, count);
  }

  private static void decodeDelta2(ByteReader in, long[] into, int from, int count) {
    into[from] = in.readZigzag();
    if (count > 1) {
      into[from + 1] = in.readZigzag();
      readFrames(in, into, from + 2, count - 2);
      sumUp(into, from + 1, count - 1);
    }
    sumUp(into, from, count);
  }

  private static void sumUp(long[] numbers, int from, int count) {
    long sum = numbers[from];
    for (int i = from + 1; i < from + count; i++) {
      sum += numbers[i];
      numbers[i] = sum;
    }
  }

  private static void readFrames(ByteReader in, long[] into, int from, int count) {
    int end = from + count;
    for (int start = from; start < end; start += FRAME_LENGTH) {
      int width = in.readByte();
      long min = in.readZigzag();
      BitPacking.unpack(in, into, start, Math.min(FRAME_LENGTH, end - start), min, width);
    }
  }
}
