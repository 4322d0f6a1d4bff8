package io.vigie.ingest.prometheus;

/// Reads the start timestamps that newer chunks write behind their samples, from the first sample
/// on whose start is another. Used once.
final class ChunkStartTimes {
  private static final int FIRST_KNOWN = 0b1000_0000;
  private static final int CHANGED_AT = 0b0111_1111;

  private final boolean firstKnown;

  /// Index of the first sample behind which something is written; 0 if there is none.
  private final int changedAt;

  private long startMillis;
  private long before;

  /// @param header a byte of the chunk; 0 in chunks that know no start timestamps
  ChunkStartTimes(int header) {
    firstKnown = (header & FIRST_KNOWN) != 0;
    changedAt = header & CHANGED_AT;
  }

  /// The start timestamp of the sample that was just read; 0 if it has none.
  ///
  /// @param index of the sample in the chunk
  /// @param previousMillis of the sample before it
  long read(BitReader in, int index, long timestampMillis, long previousMillis)
      throws MalformedDataException {
    if (index == 0) {
      startMillis = firstKnown ? timestampMillis - in.readVarint() : 0;
    } else if (changedAt > 0 && index >= changedAt) {
      before += in.readVarbitInt();
      startMillis = previousMillis - before;
    }
    return startMillis;
  }
}
