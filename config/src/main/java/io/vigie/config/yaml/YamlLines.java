package io.vigie.config.yaml;

import java.util.ArrayList;
import java.util.List;

/// The lines of a text as YAML counts them: ended by LF, CR LF or CR. Immutable.
final class YamlLines {
  private final String text;

  /// Where each line begins, and, last, where the text ends.
  private final List<Integer> starts = new ArrayList<>();

  YamlLines(String text) {
    this.text = text;
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !isPair)) {
        starts.add(i + 1);
      }
    }
    starts.add(text.length());
  }

  /// Lines, the one behind the last break included.
  int count() {
    return starts.size() - 1;
  }

  /// Where a line begins; behind the last one, where the text ends.
  ///
  /// @param line from 0
  int start(int line) {
    return starts.get(Math.min(line, count()));
  }

  /// A line without its break.
  String line(int line) {
    int end = start(line + 1);
    while (end > start(line) && isBreak(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start(line), end);
  }

  /// Index of a character of the text.
  ///
  /// @param column in code points, from 0
  int index(int line, int column) {
    int length = text.codePointCount(start(line), text.length());
    return text.offsetByCodePoints(start(line), Math.min(column, length));
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
