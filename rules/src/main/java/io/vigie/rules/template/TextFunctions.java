package io.vigie.rules.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Functions of texts.
final class TextFunctions {
  static final Map<String, GoFunction> ALL =
      Map.ofEntries(
          Map.entry("title", text(TextFunctions::title)),
          Map.entry("toUpper", text(text -> text.toUpperCase(Locale.ROOT))),
          Map.entry("toLower", text(text -> text.toLowerCase(Locale.ROOT))),
          Map.entry("urlQueryEscape", text(TextFunctions::escaped)),
          Map.entry("graphLink", text(query -> link(query, 0))),
          Map.entry("tableLink", text(query -> link(query, 1))),
          Map.entry("safeHtml", text(text -> text)),
          Map.entry("stripPort", text(text -> HostPort.of(text).host())),
          Map.entry("stripDomain", text(text -> HostPort.of(text).withoutDomain())),
          Map.entry(
              "match", GoFunction.of(a -> match(a.get(0), a.get(1)), GoType.STRING, GoType.STRING)),
          Map.entry(
              "reReplaceAll",
              GoFunction.of(
                  a -> replace(a.get(0).text(), a.get(1).text(), a.get(2).text()),
                  GoType.STRING,
                  GoType.STRING,
                  GoType.STRING)),
          Map.entry("args", GoFunction.variadic(TextFunctions::args, GoType.ANY)));

  private TextFunctions() {}

  private static GoFunction text(UnaryOperator<String> function) {
    return GoFunction.of(a -> GoValue.of(function.apply(a.getFirst().text())), GoType.STRING);
  }

  private static GoValue args(List<GoValue> arguments) {
    Map<String, GoValue> named = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      named.put("arg" + i, arguments.get(i));
    }
    return GoValue.map(GoType.ANY_MAP, named);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String link(String query, int tab) {
    return "/graph?g0.expr=" + escaped(query) + "&g0.tab=" + tab;
  }

  /// The first letter of each word in upper case; `_` and digits belong to words.
  private static String title(String text) {
    StringBuilder title = new StringBuilder(text.length());
    int previous = ' ';
    for (int c : text.codePoints().toArray()) {
      title.appendCodePoint(isSeparator(previous) ? Character.toTitleCase(c) : c);
      previous = c;
    }
    return title.toString();
  }

  private static boolean isSeparator(int c) {
    if (c < 0x80) {
      return !Character.isLetterOrDigit(c) && c != '_';
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static GoValue match(GoValue regex, GoValue text) {
    return GoValue.of(pattern(regex.text()).matcher(text.text()).find());
  }

  private static GoValue replace(String regex, String replacement, String text) {
    Matcher matcher = pattern(regex).matcher(text);
    StringBuilder replaced = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() == matcher.end() && matcher.end() == end && end > 0) {
        continue; // Go finds no empty match right behind another match
      }
      replaced.append(text, end, matcher.start());
      GroupReferences.fillIn(replacement, matcher, replaced);
      end = matcher.end();
    }
    return GoValue.of(replaced.append(text, end, text.length()).toString());
  }
}
