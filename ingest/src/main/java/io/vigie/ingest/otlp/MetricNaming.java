package io.vigie.ingest.otlp;

import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import java.util.ArrayList;
import java.util.List;

/// The name of a metric here, from its name, unit and type there.
final class MetricNaming {
  /// What of a metric's type its name shows.
  enum Kind {
    GAUGE,
    COUNTER,
    OTHER
  }

  private final boolean escaping;
  private final boolean suffixes;

  MetricNaming(TranslationStrategy strategy) {
    this.escaping = !strategy.needsUtf8();
    this.suffixes =
        switch (strategy) {
          case UNDERSCORE_ESCAPING_WITH_SUFFIXES, NO_UTF8_ESCAPING_WITH_SUFFIXES -> true;
          case UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES, NO_TRANSLATION -> false;
        };
  }

  /// @throws UntranslatableException if nothing is left of the name
  String name(String name, String unit, Kind kind) throws UntranslatableException {
    String translated = translate(name, unit, kind);
    boolean blank = translated.chars().allMatch(c -> c == '_');
    if (translated.isEmpty() || (escaping && blank && !translated.equals(name))) {
      throw new UntranslatableException(
          "metric name \"" + name + "\" has no letter or digit to make a name of");
    }
    return translated;
  }

  private String translate(String name, String unit, Kind kind) {
    if (!escaping) {
      return suffixes ? withSuffixes(name, unit, kind) : name;
    }
    return leadingDigitEscaped(
        suffixes
            ? String.join("_", tokensWithSuffixes(name, unit, kind))
            : String.join("_", split(name, true)));
  }

  private static String leadingDigitEscaped(String name) {
    return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9' ? "_" + name : name;
  }

  /// The runs of characters that a name may have.
  private static List<String> split(String name, boolean keepUnderscores) {
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      if (i < name.length() && isNameChar(name.charAt(i), keepUnderscores)) {
        run.append(name.charAt(i));
      } else if (!run.isEmpty()) {
        runs.add(run.toString());
        run.setLength(0);
      }
    }
    return runs;
  }

  private static boolean isNameChar(char c, boolean underscore) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == ':'
        || (underscore && c == '_');
  }

  private static List<String> tokensWithSuffixes(String name, String unit, Kind kind) {
    List<String> tokens = split(name, false);
    UnitSuffix suffix = UnitSuffix.of(unit);
    addUnit(tokens, cleaned(suffix.main()), cleaned(suffix.per()));
    switch (kind) {
      case COUNTER -> moveToEnd(tokens, "total");
      case GAUGE -> {
        if (unit.equals("1")) {
          moveToEnd(tokens, "ratio");
        }
      }
      case OTHER -> {}
    }
    return tokens;
  }

  private static void addUnit(List<String> tokens, String main, String per) {
    String divisor = per.equals("per_") ? "" : withoutLastUnderscore(per);
    boolean divided = !divisor.isEmpty() && !tokens.contains(divisor);
    if (!main.isEmpty() && !tokens.contains(main)) {
      tokens.add(divided ? withoutLastUnderscore(main) : main);
    }
    if (divided) {
      tokens.add(divisor);
    }
  }

  private static void moveToEnd(List<String> tokens, String token) {
    tokens.removeIf(token::equals);
    tokens.add(token);
  }

  /// Other characters as underscores, each run of them as one, none at the start.
  private static String cleaned(String suffix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < suffix.length(); i++) {
      char c = isNameChar(suffix.charAt(i), false) ? suffix.charAt(i) : '_';
      if (c != '_' || (!text.isEmpty() && text.charAt(text.length() - 1) != '_')) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String withoutLastUnderscore(String text) {
    return text.endsWith("_") ? text.substring(0, text.length() - 1) : text;
  }

  /// The name as it is, with each suffix once, at the end.
  private static String withSuffixes(String name, String unit, Kind kind) {
    UnitSuffix suffix = UnitSuffix.of(unit);
    String ending =
        switch (kind) {
          case GAUGE -> unit.equals("1") ? "ratio" : "";
          case COUNTER -> "total";
          case OTHER -> "";
        };
    String stem = trimmed(trimmed(name, ending), suffix.per());
    StringBuilder text = new StringBuilder(stem);
    if (!stem.endsWith(suffix.main())) {
      text.append('_').append(suffix.main());
    }
    for (String last : List.of(suffix.per(), ending)) {
      if (!last.isEmpty()) {
        text.append('_').append(last);
      }
    }
    return text.toString();
  }

  /// Without the suffix and the character before it, if something is left then.
  private static String trimmed(String name, String suffix) {
    boolean has = !suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length() + 1;
    return has ? name.substring(0, name.length() - suffix.length() - 1) : name;
  }
}
