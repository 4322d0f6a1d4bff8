package io.vigie.config.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Texts that may have bytes in them that are not UTF-8: such a byte is kept as the lone surrogate
/// `U+DC80` + byte − 0x80, which no valid text has.
public final class ByteTexts {
  private ByteTexts() {}

  static String fromBase64(String base64) {
    return ofBytes(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
  }

  static String ofBytes(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xDC00 + (in.get() & 0xFF)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /// The text in double quotes for a message, with what cannot be seen escaped.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(quoted, text, i);
    }
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, String text, int index) {
    char c = text.charAt(index);
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isEscapedByte(text, index)) {
          quoted.append(String.format("\\x%02x", c - 0xDC00));
        } else if (c < 0x20 || c == 0x7f) {
          quoted.append(String.format("\\x%02x", (int) c));
        } else {
          quoted.append(c);
        }
      }
    }
  }

  private static boolean isEscapedByte(String text, int index) {
    char c = text.charAt(index);
    boolean afterHighSurrogate = index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    return c >= 0xDC80 && c <= 0xDCFF && !afterHighSurrogate;
  }
}
