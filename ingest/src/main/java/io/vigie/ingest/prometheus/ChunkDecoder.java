package io.vigie.ingest.prometheus;

import io.vigie.model.metric.SampleBuffer;

/// Decodes chunks: the samples of one series over a span of time.
public final class ChunkDecoder {
  static final int XOR = 1;
  static final int HISTOGRAM = 2;
  static final int FLOAT_HISTOGRAM = 3;
  private static final int XOR2 = 4;
  private static final int HISTOGRAM_WITH_START = 5;
  private static final int FLOAT_HISTOGRAM_WITH_START = 6;

  private static final int COUNT_BYTES = 2;

  /// Of the number of samples where its two highest bits say something else.
  private static final int SHORT_COUNT = 0x3fff;

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
      case HISTOGRAM ->
          new IntegerHistogramChunk(chunk, chunk[COUNT_BYTES], 0).decode(samples, into);
      case FLOAT_HISTOGRAM ->
          new FloatHistogramChunk(chunk, chunk[COUNT_BYTES], 0).decode(samples, into);
      case XOR2 -> new Xor2Chunk(chunk).decode(samples, into);
      case HISTOGRAM_WITH_START ->
          new IntegerHistogramChunk(chunk, chunk[0], chunk[COUNT_BYTES])
              .decode(samples & SHORT_COUNT, into);
      case FLOAT_HISTOGRAM_WITH_START ->
          new FloatHistogramChunk(chunk, chunk[0], chunk[COUNT_BYTES])
              .decode(samples & SHORT_COUNT, into);
      default ->
          throw new MalformedDataException(
              "chunk encoding "
                  + encoding
                  + " is not known here; known are 1 (XOR), 2 (histogram), 3 (float histogram), 4"
                  + " (XOR2), and 5 and 6 (the histograms with start timestamps)");
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
