package io.vigie.ingest.exposition;

/// UTF-8 looked at byte by byte, without making strings. Surrogates, overlong forms and code points
/// past U+10FFFF are not valid (RFC 3629).
final class Utf8 {
  private Utf8() {}

  /// Whether the bytes from `start` to `end` exclusive are valid UTF-8.
  static boolean isValid(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = sequenceLength(bytes, i, end);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /// Number of bytes of the character that begins at `index`, 0 if none does.
  static int sequenceLength(byte[] bytes, int index, int end) {
    int first = bytes[index] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || index + length > end) {
      return 0;
    }
    for (int i = index + 1; i < index + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return isShortestAndAllowed(first, bytes[index + 1] & 0xff) ? length : 0;
  }

  private static boolean isShortestAndAllowed(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  /// The character at `index`, which is `length` bytes long.
  static int codePoint(byte[] bytes, int index, int length) {
    int first = bytes[index] & 0xff;
    int codePoint = length == 1 ? first : first & (0xff >> (length + 1));
    for (int i = index + 1; i < index + length; i++) {
      codePoint = (codePoint << 6) | (bytes[i] & 0x3f);
    }
    return codePoint;
  }
}
