package io.vigie.alerts.matcher;

import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The older grammar: ASCII label name, operator, and anything as value, in quotes or not.
final class ClassicMatcherParser {
  private static final Pattern MATCHER =
      Pattern.compile(
          "[ \\t\\n\\f\\r]*([a-zA-Z_:][a-zA-Z0-9_:]*)[ \\t\\n\\f\\r]*(=~|=|!=|!~)(.*)",
          Pattern.DOTALL);
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "=~", Operator.REGEX,
          "!~", Operator.NOT_REGEX);

  Matchers parseList(String text) {
    String inner = text.startsWith("{") ? text.substring(1) : text;
    inner = inner.endsWith("}") ? inner.substring(0, inner.length() - 1) : inner;
    return new Matchers(split(inner).stream().map(this::parseOne).toList());
  }

  /// The parts between commas that are not within double quotes.
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && !quoted) {
        // A backslash before a comma goes on escaping what follows the comma, as it does upstream.
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      if (c == '"') {
        quoted = escaped == quoted;
        escaped = false;
      } else if (c != ',') {
        escaped = c == '\\' && !escaped;
      }
      part.append(c);
    }
    String last = trim(part.toString());
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && Matcher.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && Matcher.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  Matcher parseOne(String text) {
    java.util.regex.Matcher parts = MATCHER.matcher(text);
    if (!parts.matches()) {
      throw new MatcherException("bad matcher format: " + text);
    }
    Operator operator = OPERATORS.getOrDefault(parts.group(2), Operator.EQUAL);
    try {
      return Matcher.of(parts.group(1), operator, value(stripAscii(parts.group(3))));
    } catch (PatternSyntaxException e) {
      throw new MatcherException(String.valueOf(e.getMessage()));
    }
  }

  private static String stripAscii(String text) {
    return text.replaceFirst("^[ \\t\\n\\f\\r]+", "").replaceFirst("[ \\t\\n\\f\\r]+$", "");
  }

  private static String value(String written) {
    if (!MetricNames.isWellFormed(written)) {
      throw new MatcherException("matcher value not valid UTF-8: " + written);
    }
    boolean quoted = written.startsWith("\"");
    String raw = quoted ? written.substring(1) : written;
    StringBuilder value = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean last = i == raw.length() - 1;
      if (c == '\\' && !last) {
        i++;
        appendEscaped(value, raw.charAt(i));
      } else if (c != '"') {
        value.append(c);
      } else if (quoted && last) {
        return value.toString();
      } else {
        throw unescapedQuote(written);
      }
    }
    if (quoted) {
      throw unescapedQuote(written);
    }
    return value.toString();
  }

  private static void appendEscaped(StringBuilder value, char c) {
    switch (c) {
      case 'n' -> value.append('\n');
      case '"', '\\' -> value.append(c);
      default -> value.append('\\').append(c);
    }
  }

  private static MatcherException unescapedQuote(String written) {
    return new MatcherException("matcher value contains unescaped double quote: " + written);
  }
}
