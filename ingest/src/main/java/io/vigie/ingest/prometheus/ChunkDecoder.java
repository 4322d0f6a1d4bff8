package io.vigie.ingest.prometheus;

import io.vigie.model.metric.SampleBuffer;

/// Decodes chunks: the samples of one series over a span of time.
public final class ChunkDecoder {
  private static final int XOR = 1;
  private static final int HISTOGRAM = 2;
  private static final int FLOAT_HISTOGRAM = 3;

  private static final int COUNT_BYTES = 2;

  private ChunkDecoder() {}

  /// Appends the samples of a chunk.
  ///
  /// @throws MalformedDataException if the bytes are no such chunk; what came before the damage is
  ///   appended
  public static void decode(int encoding, byte[] chunk, SampleBuffer into)
      throws MalformedDataException {
    if (chunk.length < COUNT_BYTES + (encoding == XOR ? 0 : 1)) {
      throw new MalformedDataException("a chunk of " + chunk.length + " bytes");
    }
    int samples = ((chunk[0] & 0xff) << Byte.SIZE) | (chunk[1] & 0xff);
    switch (encoding) {
      case XOR -> decodeFloats(new BitReader(chunk, COUNT_BYTES), samples, into);
      case HISTOGRAM -> new IntegerHistogramChunk(chunk).decode(samples, into);
      case FLOAT_HISTOGRAM -> new FloatHistogramChunk(chunk).decode(samples, into);
      default ->
          throw new MalformedDataException(
              "chunk encoding "
                  + encoding
                  + " is not known here; known are 1 (XOR), 2 (histogram), 3 (float histogram)");
    }
  }

  private static void decodeFloats(BitReader in, int samples, SampleBuffer into)
      throws MalformedDataException {
    XorValue value = new XorValue();
    long timestamp = 0;
    long step = 0;
    for (int i = 0; i < samples; i++) {
      switch (i) {
        case 0 -> timestamp = in.readVarint();
        case 1 -> step = in.readUvarint();
        default -> step += readStepChange(in);
      }
      timestamp += step;
      into.add(timestamp, i == 0 ? value.readFirst(in) : value.readNext(in));
    }
  }

  private static long readStepChange(BitReader in) throws MalformedDataException {
    if (!in.readBit()) {
      return 0;
    }
    if (!in.readBit()) {
      return in.readSigned(14);
    }
    if (!in.readBit()) {
      return in.readSigned(17);
    }
    return in.readBit() ? in.readBits(Long.SIZE) : in.readSigned(20);
  }
}
