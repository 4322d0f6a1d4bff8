package io.vigie.ingest.remote;

import io.vigie.ingest.intake.RawHash;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageReader;
import java.util.Arrays;

/// The table of symbols of a request of version 2: where each stands in the message, and its hash.
/// Reused from request to request. Not thread-safe.
final class Symbols {
  private final RawHash hash = new RawHash();
  private byte[] message = {};
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private long[] hashes = new long[128];
  private int size;

  void begin(byte[] newMessage) {
    message = newMessage;
    size = 0;
  }

  /// Adds the text between these positions of the message.
  void add(int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 4 * size);
    }
    hash.hash(message, start, end);
    starts[size] = start;
    ends[size] = end;
    hashes[2 * size] = hash.high();
    hashes[2 * size + 1] = hash.low();
    size++;
  }

  int size() {
    return size;
  }

  boolean has(int reference) {
    return reference >= 0 && reference < size;
  }

  /// One half of the hash of a symbol that is there.
  long hash(int reference, int half) {
    return hashes[2 * reference + half];
  }

  /// The text of a symbol.
  ///
  /// @throws MalformedMessageException if it is not there or not UTF-8
  String text(int reference) throws MalformedMessageException {
    if (!has(reference)) {
      throw new MalformedMessageException(
          "symbol " + reference + " outside of symbols table (size " + size + ")");
    }
    return MessageReader.text(message, starts[reference], ends[reference]);
  }
}
