package io.vigie.ingest.history;

import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.wire.MalformedMessageException;

/// How samples stand in lines. Belongs to one import.
interface HistoryFormat {
  /// Appends what a block of whole lines says.
  ///
  /// @param bytes holds the block from 0 to `length`
  /// @param first whether nothing came before
  /// @throws MalformedLineException if a line is not what the format demands; what was appended
  ///   before is to be dropped
  void append(byte[] bytes, int length, boolean first, PushBatch batch)
      throws MalformedLineException, MalformedMessageException;

  /// A line that cannot be read.
  final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1;
    private final int start;

    /// @param start where the line begins in its block
    MalformedLineException(int start, String problem) {
      super(problem);
      this.start = start;
    }

    int start() {
      return start;
    }
  }
}
