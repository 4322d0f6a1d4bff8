package io.vigie.model.metric;

/// What may be a metric or label name, and how names and values are quoted in text.
public final class MetricNames {
  private MetricNames() {}

  /// Whether `name` is a metric name without quotes: `[a-zA-Z_:][a-zA-Z0-9_:]*`.
  public static boolean isLegacyMetricName(String name) {
    return isLegacy(name, true);
  }

  /// Whether `name` is a label name without quotes: `[a-zA-Z_][a-zA-Z0-9_]*`.
  public static boolean isLegacyLabelName(String name) {
    return isLegacy(name, false);
  }

  /// Whether `name` can be a metric or label name at all: not empty, and valid UTF-16 (hence valid
  /// as UTF-8).
  public static boolean isUtf8Name(String name) {
    return !name.isEmpty() && isWellFormed(name);
  }

  /// Whether the text has no lone surrogate, that is, can be written as UTF-8 without loss.
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// The text in double quotes, with `\`, `"` and control characters escaped as Go's
  /// `strconv.Quote` does for these.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\u0007' -> quoted.append("\\a");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\u000b' -> quoted.append("\\v");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            quoted.append(String.format("\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// A label name as it stands in a selector: bare if it can, in quotes otherwise.
  public static String quoteIfNeeded(String labelName) {
    return isLegacyLabelName(labelName) ? labelName : quote(labelName);
  }

  private static boolean isLegacy(String name, boolean colonAllowed) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || (colonAllowed && c == ':');
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
