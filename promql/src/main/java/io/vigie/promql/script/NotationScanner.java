package io.vigie.promql.script;

import io.vigie.promql.ast.Durations;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.Span;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks over the values of a series line and knows the place for errors.
final class NotationScanner {
  private static final Pattern DURATION =
      Pattern.compile("(?:\\d+(?:ms|[smhdwy]))+(?![a-wyzA-Z0-9])");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("0[xX](?=[0-9]*[a-fA-F])[0-9a-fA-F]+(?![a-zA-Z0-9])");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "(?:\\d[\\d_]*(?:\\.[\\d_]*)?|\\.\\d[\\d_]*)(?:[eE][+-]?\\d+)?(?![a-wyzA-Z0-9])");
  private static final Pattern NOT_FINITE =
      Pattern.compile("(?:inf|nan)(?![a-wyz0-9])", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_]+");

  private final String line;
  private int position;

  NotationScanner(String line, int position) {
    this.line = line;
    this.position = position;
  }

  boolean atEnd() {
    return position >= line.length();
  }

  int position() {
    return position;
  }

  boolean at(String text) {
    return line.startsWith(text, position);
  }

  boolean take(String text) {
    boolean found = at(text);
    if (found) {
      position += text.length();
    }
    return found;
  }

  /// Steps over spaces and tabs.
  ///
  /// @return whether there was one
  boolean takeSpaces() {
    int start = position;
    while (!atEnd() && (line.charAt(position) == ' ' || line.charAt(position) == '\t')) {
      position++;
    }
    return position > start;
  }

  String takeWord() {
    return take(WORD);
  }

  /// Steps over the text that matches here, possibly none.
  private String take(Pattern pattern) {
    Matcher matcher = pattern.matcher(line).region(position, line.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return "";
    }
    position = matcher.end();
    return matcher.group();
  }

  boolean atNumber() {
    return at(".")
        || (!atEnd() && Character.digit(line.charAt(position), 10) >= 0)
        || NOT_FINITE.matcher(line).region(position, line.length()).lookingAt();
  }

  boolean atSign() {
    return at("+") || at("-");
  }

  /// A number with a sign or without.
  double takeSignedNumber() throws ScriptException {
    boolean negative = at("-");
    if (atSign()) {
      position++;
    }
    double number = takeNumber();
    return negative ? -number : number;
  }

  /// A number, or a duration in seconds.
  double takeNumber() throws ScriptException {
    String duration = take(DURATION);
    if (!duration.isEmpty()) {
      return durationSeconds(duration);
    }
    String hexadecimal = take(HEXADECIMAL);
    if (!hexadecimal.isEmpty()) {
      return Long.parseLong(hexadecimal.substring(2), 16);
    }
    String notFinite = take(NOT_FINITE);
    if (!notFinite.isEmpty()) {
      return notFinite.equalsIgnoreCase("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    String decimal = take(DECIMAL);
    if (decimal.isEmpty()) {
      throw unexpected();
    }
    return Double.parseDouble(decimal.replace("_", ""));
  }

  private double durationSeconds(String duration) throws ScriptException {
    try {
      return Durations.parseMillis(duration) / 1000.0;
    } catch (IllegalArgumentException e) {
      throw error(position - duration.length(), String.valueOf(e.getMessage()));
    }
  }

  int takeInteger() throws ScriptException {
    boolean negative = take("-");
    int magnitude = takeCount("number");
    return negative ? -magnitude : magnitude;
  }

  /// A number without sign or fraction.
  int takeCount(String what) throws ScriptException {
    int start = position;
    String digits = take(DIGITS);
    if (digits.isEmpty()) {
      throw unexpected();
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw error(start, "invalid " + what + ": " + digits + " is too large");
    }
  }

  ScriptException unexpected() {
    String what =
        atEnd() ? "end of input" : GoText.quote(Character.toString(line.codePointAt(position)));
    return error(position, "unexpected " + what + " in series values");
  }

  ScriptException error(int at, String reason) {
    int offset = line.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    return new ScriptException(new Span(offset, offset).startIn(line) + ": parse error: " + reason);
  }
}
