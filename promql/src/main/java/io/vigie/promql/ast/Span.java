package io.vigie.promql.ast;

import java.nio.charset.StandardCharsets;

/// Where a part of an expression stands in the query: byte offsets into its UTF-8 text, as
/// Prometheus counts them.
///
/// @param start offset of the first byte
/// @param end offset behind the last byte
public record Span(int start, int end) {
  /// For trees that were not read from a text.
  public static final Span NONE = new Span(0, 0);

  /// The span from the start of this to the end of `last`.
  public Span to(Span last) {
    return new Span(start, last.end);
  }

  public Span withEnd(int newEnd) {
    return new Span(start, newEnd);
  }

  public Span withStart(int newStart) {
    return new Span(newStart, end);
  }

  /// The start as `line:column`, both from 1, columns in bytes: the form of error messages and
  /// annotations.
  public String startIn(String query) {
    return startIn(query.getBytes(StandardCharsets.UTF_8));
  }

  /// As [#startIn(String)], for a query that may not be valid UTF-8.
  public String startIn(byte[] query) {
    if (query.length == 0) {
      return "unknown position";
    }
    if (start < 0 || start > query.length) {
      return "invalid position";
    }
    int line = 1;
    int lastLineBreak = -1;
    for (int i = 0; i < start; i++) {
      if (query[i] == '\n') {
        lastLineBreak = i;
        line++;
      }
    }
    return line + ":" + (start - lastLineBreak);
  }
}
