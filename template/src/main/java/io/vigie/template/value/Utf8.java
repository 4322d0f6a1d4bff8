package io.vigie.template.value;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Go's view of a string: its UTF-8 bytes.
public final class Utf8 {
  private Utf8() {}

  public static int length(String text) {
    return text.getBytes(UTF_8).length;
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// The text of some bytes; U+FFFD for what is not UTF-8.
  public static String text(byte[] bytes, int fromInclusive, int toExclusive) {
    return new String(bytes, fromInclusive, toExclusive - fromInclusive, UTF_8);
  }

  /// The order of the UTF-8 bytes, which is that of the code points and not of UTF-16 units.
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
