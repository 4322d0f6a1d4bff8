package io.vigie.config.yaml;

import java.util.regex.Pattern;

/// How a text is written in YAML: plain where it cannot be taken for anything else, in double
/// quotes otherwise.
final class YamlTexts {
  /// Words that no reader takes for a number, a date or a piece of YAML.
  private static final Pattern PLAIN =
      Pattern.compile(
          "[\\p{L}\\p{N}_/$(<][\\p{L}\\p{N} _./@%+=~$(){}\\\\^<>*?;|-]*"
              + "(:[\\p{L}\\p{N}_./@%+=~$(){}\\\\^<>*?;|-]+)*");

  /// What older readers take for a date or a number of minutes.
  private static final Pattern DATE_OR_TIME = Pattern.compile("[0-9][0-9_:TtZz .+-]*");

  private YamlTexts() {}

  static String write(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches()
        && !text.endsWith(" ")
        && !text.startsWith("<<")
        && Scalars.bool(text).isEmpty()
        && Scalars.number(text).isEmpty()
        && !DATE_OR_TIME.matcher(text).matches()
        && !text.equalsIgnoreCase("null");
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
              if (!isPrintable(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.append((char) c);
              }
            }
          }
        });
    return out.append('"').toString();
  }

  /// Whether a character may stand in YAML as it is.
  private static boolean isPrintable(int c) {
    boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    boolean special = c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe;
    return !control && !special;
  }
}
