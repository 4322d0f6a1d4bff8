package io.vigie.ingest.prometheus;

import io.vigie.model.metric.SampleBuffer;

/// Decodes a chunk of floats in the newer coding, which tells the most usual cases of timestamp and
/// value together, and knows start timestamps. Used once.
final class Xor2Chunk {
  private static final int START_HEADER = 2;
  private static final int START = 3;

  private final BitReader in;
  private final ChunkStartTimes starts;
  private final Xor2Value value = new Xor2Value();
  private long timestamp;
  private long step;

  Xor2Chunk(byte[] chunk) {
    in = new BitReader(chunk, START);
    starts = new ChunkStartTimes(chunk[START_HEADER]);
  }

  void decode(int samples, SampleBuffer into) throws MalformedDataException {
    for (int i = 0; i < samples; i++) {
      long previous = timestamp;
      double read =
          switch (i) {
            case 0 -> readFirst();
            case 1 -> readSecond();
            default -> readNext();
          };
      long start = starts.read(in, i, timestamp, previous);
      into.add(timestamp, read);
      into.startTimestampOfLast(start);
    }
  }

  private double readFirst() throws MalformedDataException {
    timestamp = in.readVarint();
    return value.readFirst(in);
  }

  private double readSecond() throws MalformedDataException {
    step = in.readUvarint();
    timestamp += step;
    return value.readNext(in);
  }

  private double readNext() throws MalformedDataException {
    if (!in.readBit()) {
      timestamp += step;
      return value.same();
    }
    if (!in.readBit()) {
      timestamp += step;
      return value.readChanged(in);
    }
    if (!in.readBit()) {
      return readAfterStepChange(13);
    }
    if (!in.readBit()) {
      return readAfterStepChange(20);
    }
    if (!in.readBit()) {
      return readAfterStepChange(Long.SIZE);
    }
    timestamp += step;
    return value.stale();
  }

  private double readAfterStepChange(int bits) throws MalformedDataException {
    step += in.readTwosComplement(bits);
    timestamp += step;
    return value.readNext(in);
  }
}
