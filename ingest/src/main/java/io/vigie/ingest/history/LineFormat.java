package io.vigie.ingest.history;

import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.wire.MalformedMessageException;

/// A format in which each line stands for itself.
abstract class LineFormat implements HistoryFormat {
  @Override
  public final void append(byte[] bytes, int length, boolean first, PushBatch batch)
      throws MalformedLineException, MalformedMessageException {
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      if (!isBlank(bytes, start, last)) {
        appendLine(bytes, start, last, first && start == 0, batch);
      }
      start = end + 1;
    }
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void appendLine(byte[] bytes, int start, int end, boolean first, PushBatch batch)
      throws MalformedLineException, MalformedMessageException {
    try {
      line(bytes, start, end, first, batch);
    } catch (IllegalArgumentException e) {
      throw new MalformedLineException(start, String.valueOf(e.getMessage()));
    }
  }

  /// Appends what one line says.
  ///
  /// @param first whether it is the first of all
  /// @throws IllegalArgumentException if it is not what the format demands
  abstract void line(byte[] bytes, int start, int end, boolean first, PushBatch batch)
      throws MalformedMessageException;
}
