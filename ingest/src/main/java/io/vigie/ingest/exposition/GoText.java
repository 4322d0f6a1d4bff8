package io.vigie.ingest.exposition;

import java.nio.charset.StandardCharsets;

/// Bytes as Go's `%q` shows them: error messages quote the exposition so, and tools compare them.
final class GoText {
  private GoText() {}

  static String quote(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return quote(bytes, 0, bytes.length);
  }

  /// The bytes from `start` to `end` exclusive in double quotes; what is not valid UTF-8 or not
  /// printable is escaped.
  static String quote(byte[] bytes, int start, int end) {
    StringBuilder quoted = new StringBuilder(end - start + 2).append('"');
    for (int i = start; i < end; ) {
      int length = Utf8.sequenceLength(bytes, i, end);
      if (length == 0) {
        quoted.append(String.format("\\x%02x", bytes[i] & 0xff));
        i++;
      } else {
        appendEscaped(quoted, Utf8.codePoint(bytes, i, length));
        i += length;
      }
    }
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, int codePoint) {
    switch (codePoint) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0b -> quoted.append("\\v");
      default -> appendPrintable(quoted, codePoint);
    }
  }

  private static void appendPrintable(StringBuilder quoted, int codePoint) {
    if (isPrintable(codePoint)) {
      quoted.appendCodePoint(codePoint);
    } else if (codePoint < ' ' || codePoint == 0x7f) {
      quoted.append(String.format("\\x%02x", codePoint));
    } else if (codePoint < 0x10000) {
      quoted.append(String.format("\\u%04x", codePoint));
    } else {
      quoted.append(String.format("\\U%08x", codePoint));
    }
  }

  private static boolean isPrintable(int codePoint) {
    if (codePoint == ' ') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
