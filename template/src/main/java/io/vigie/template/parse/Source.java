package io.vigie.template.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A template's text under the name that errors give.
public record Source(String name, String text) {

  /// `name:line:column`; columns are bytes from 0, as Go counts them.
  public String location(int position) {
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int column = text.substring(lineStart, Math.max(lineStart, position)).getBytes(UTF_8).length;
    return name + ":" + line(position) + ":" + column;
  }

  /// From 1.
  public int line(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
