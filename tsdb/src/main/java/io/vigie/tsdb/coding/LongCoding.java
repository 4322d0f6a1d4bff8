package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;

/// A column of whole numbers, by the cheapest of six:
///
/// ```
/// 0 CONSTANT  first
/// 1 STEP      first, difference                 each number is the one before plus the difference
/// 2 PLAIN     frames of the numbers
/// 3 DELTA     first, frames of the differences
/// 4 DELTA2    first, first difference, frames of the differences of the differences
/// 5 SCALED    first, divisor, varint, column    (number minus first) / divisor, by one of the above
/// ```
///
/// First and difference are zigzag varints, frames are as [FrameCoding] draws them. Arithmetic
/// wraps around, so every column of any numbers comes back as it was. An encoder keeps its scratch
/// arrays: one per thread.
public final class LongCoding {
  private static final int CONSTANT = 0;
  private static final int STEP = 1;
  private static final int PLAIN = 2;
  private static final int DELTA = 3;
  private static final int DELTA2 = 4;
  private static final int SCALED = 5;

  /// Bits that dividing must save before it is done.
  private static final int MIN_SCALING_GAIN_BITS = 96;

  private final FrameCoding frames = new FrameCoding();
  private long[] deltas = new long[FrameCoding.LENGTH];
  private long[] deltas2 = new long[FrameCoding.LENGTH];
  private long[] scaled = {};

  /// Appends the first `count` numbers, at least one, to `out`.
  public void encode(long[] numbers, int count, ByteWriter out) {
    if (isConstantStep(numbers, count)) {
      encodeStep(numbers, count, out);
      return;
    }
    long divisor = commonDivisor(numbers, count);
    if ((BitPacking.width(divisor) - 1L) * count >= MIN_SCALING_GAIN_BITS) {
      out.writeByte(SCALED);
      out.writeZigzag(numbers[0]);
      out.writeVarint(divisor);
      encodeFrames(scaledDown(numbers, count, divisor), count, out);
    } else {
      encodeFrames(numbers, count, out);
    }
  }

  /// What divides the distances of all numbers to the first one; 1 if nothing does. Most columns
  /// are left after a few numbers.
  private static long commonDivisor(long[] numbers, int count) {
    long divisor = 0;
    for (int i = 1; i < count && divisor != 1; i++) {
      long distance = numbers[i] - numbers[0];
      if (((numbers[i] ^ numbers[0]) & (numbers[i] ^ distance)) < 0 || distance == Long.MIN_VALUE) {
        return 1;
      }
      divisor = greatestCommonDivisor(divisor, Math.abs(distance));
    }
    return Math.max(divisor, 1);
  }

  private static long greatestCommonDivisor(long a, long b) {
    long divisor = a;
    long rest = b;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }

  private long[] scaledDown(long[] numbers, int count, long divisor) {
    if (scaled.length < count) {
      scaled = new long[Math.max(count, scaled.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      scaled[i] = (numbers[i] - numbers[0]) / divisor;
    }
    return scaled;
  }

  private void encodeFrames(long[] numbers, int count, ByteWriter out) {
    differences(numbers, count);
    long plainBits = frames.bits(numbers, 0, count);
    long deltaBits = frames.bits(deltas, 1, count);
    long delta2Bits = frames.bits(deltas2, 2, count);
    if (delta2Bits < deltaBits && delta2Bits < plainBits) {
      out.writeByte(DELTA2);
      out.writeZigzag(numbers[0]);
      out.writeZigzag(deltas[1]);
      frames.encode(deltas2, 2, count, out);
    } else if (deltaBits < plainBits) {
      out.writeByte(DELTA);
      out.writeZigzag(numbers[0]);
      frames.encode(deltas, 1, count, out);
    } else {
      out.writeByte(PLAIN);
      frames.encode(numbers, 0, count, out);
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

  /// Reads `count` numbers into `into` from position `from` on.
  ///
  /// @throws MalformedBytesException if the bytes are not such a column
  public static void decode(ByteReader in, long[] into, int from, int count) {
    int coding = in.readByte();
    if (coding != SCALED) {
      decode(coding, in, into, from, count);
      return;
    }
    long first = in.readZigzag();
    long divisor = in.readVarint();
    decode(in.readByte(), in, into, from, count);
    for (int i = from; i < from + count; i++) {
      into[i] = first + into[i] * divisor;
    }
  }

  private static void decode(int coding, ByteReader in, long[] into, int from, int count) {
    switch (coding) {
      case CONSTANT -> decodeStep(into, from, count, in.readZigzag(), 0);
      case STEP -> decodeStep(into, from, count, in.readZigzag(), in.readZigzag());
      case PLAIN -> FrameCoding.decode(in, into, from, count);
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
    FrameCoding.decode(in, into, from + 1, count - 1);
    sumUp(into, from, count);
  }

  private static void decodeDelta2(ByteReader in, long[] into, int from, int count) {
    into[from] = in.readZigzag();
    if (count > 1) {
      into[from + 1] = in.readZigzag();
      FrameCoding.decode(in, into, from + 2, count - 2);
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
}
