package io.vigie.template.exec;

import io.vigie.template.fmt.Quoting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What the functions `html`, `js` and `urlquery` do.
final class Escapes {
  private Escapes() {}

  static String html(String text) {
    return replaced(
        text,
        c ->
            switch (c) {
              case 0 -> "\uFFFD";
              case '"' -> "&#34;";
              case '\'' -> "&#39;";
              case '&' -> "&amp;";
              case '<' -> "&lt;";
              case '>' -> "&gt;";
              default -> null;
            });
  }

  static String javaScript(String text) {
    return replaced(text, Escapes::javaScript);
  }

  private static @Nullable String javaScript(int c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\'' -> "\\'";
      case '"' -> "\\\"";
      case '<' -> "\\u003C";
      case '>' -> "\\u003E";
      case '&' -> "\\u0026";
      case '=' -> "\\u003D";
      default -> c < ' ' || !Quoting.isPrintable(c) ? String.format("\\u%04X", c) : null;
    };
  }

  static String urlQuery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  /// Each character for which there is a replacement, replaced.
  private static String replaced(String text, IntFunction<@Nullable String> replacement) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          String other = replacement.apply(c);
          if (other == null) {
            out.appendCodePoint(c);
          } else {
            out.append(other);
          }
        });
    return out.toString();
  }
}
