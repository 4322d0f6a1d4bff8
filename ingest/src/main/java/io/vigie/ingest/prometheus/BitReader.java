package io.vigie.ingest.prometheus;

/// Reads the bit stream of a chunk, highest bit first. Not thread-safe.
final class BitReader {
  private static final int MAX_VARINT_BYTES = 10;

  /// Bits of a number in the variable bit coding, by how many ones stand before it.
  static final int[] VARBIT_SIZES = {0, 3, 6, 9, 12, 18, 25, 56, 64};

  private final byte[] bytes;
  private int position;

  /// Bits of the byte at [#position] that are not read yet.
  private int bitsLeft = Byte.SIZE;

  /// @param start where the stream begins
  BitReader(byte[] bytes, int start) {
    this.bytes = bytes;
    this.position = start;
  }

  boolean readBit() throws MalformedDataException {
    return readBits(1) != 0;
  }

  /// @param count from 1 to 64
  long readBits(int count) throws MalformedDataException {
    long value = 0;
    int wanted = count;
    while (wanted > 0) {
      if (position >= bytes.length) {
        throw new MalformedDataException("a chunk ends within a sample");
      }
      int taken = Math.min(wanted, bitsLeft);
      bitsLeft -= taken;
      wanted -= taken;
      value = (value << taken) | ((bytes[position] >>> bitsLeft) & ((1 << taken) - 1));
      if (bitsLeft == 0) {
        bitsLeft = Byte.SIZE;
        position++;
      }
    }
    return value;
  }

  /// A number below zero is its two's complement, save that the highest positive one is taken for
  /// positive.
  long readSigned(int count) throws MalformedDataException {
    long bits = readBits(count);
    return count < Long.SIZE && bits > 1L << (count - 1) ? bits - (1L << count) : bits;
  }

  /// A signed number in two's complement.
  long readTwosComplement(int count) throws MalformedDataException {
    int unused = Long.SIZE - count;
    return readBits(count) << unused >> unused;
  }

  double readDouble() throws MalformedDataException {
    return Double.longBitsToDouble(readBits(Long.SIZE));
  }

  /// Seven bits a byte, lowest first; bytes need not begin at a byte.
  long readUvarint() throws MalformedDataException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      long next = readBits(Byte.SIZE);
      value |= (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedDataException("a number of more than 64 bits");
  }

  long readVarint() throws MalformedDataException {
    long zigzag = readUvarint();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private int readVarbitSize() throws MalformedDataException {
    int ones = 0;
    while (ones < VARBIT_SIZES.length - 1 && readBit()) {
      ones++;
    }
    return VARBIT_SIZES[ones];
  }

  /// A signed number in the variable bit coding of histogram chunks.
  long readVarbitInt() throws MalformedDataException {
    int size = readVarbitSize();
    return size == 0 ? 0 : readSigned(size);
  }

  /// An unsigned number in the variable bit coding of histogram chunks.
  long readVarbitUint() throws MalformedDataException {
    int size = readVarbitSize();
    return size == 0 ? 0 : readBits(size);
  }
}
