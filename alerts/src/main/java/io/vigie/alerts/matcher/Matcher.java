package io.vigie.alerts.matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/// A condition on one label of an alert. An absent label has the empty value.
///
/// Not the [LabelMatcher] of queries: here `.` in a regular expression does not match a newline,
/// and the text form is the one that receivers store in group keys. Immutable and thread-safe;
/// equal if name, operator and value are.
public final class Matcher implements Comparable<Matcher> {
  private static final String RESERVED = "{}!=~,\\\"'`";
  private static final Comparator<Matcher> ORDER =
      Comparator.comparing(Matcher::name)
          .thenComparing(Matcher::value)
          .thenComparing(Matcher::operator);

  private final String name;
  private final Operator operator;
  private final String value;
  private final Optional<Pattern> pattern;

  private Matcher(String name, Operator operator, String value, Optional<Pattern> pattern) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.pattern = pattern;
  }

  /// @throws com.google.re2j.PatternSyntaxException if the operator wants a regular expression and
  ///   `value` is none
  public static Matcher of(String name, Operator operator, String value) {
    return new Matcher(
        name,
        operator,
        value,
        switch (operator) {
          case EQUAL, NOT_EQUAL -> Optional.empty();
          case REGEX, NOT_REGEX -> Optional.of(compile(value));
        });
  }

  public static Matcher equal(String name, String value) {
    return of(name, Operator.EQUAL, value);
  }

  /// The gate of queries comes first because it bounds nesting and repetition. Other errors shall
  /// quote the anchored expression, as users of Alertmanager know them.
  private static Pattern compile(String expression) {
    try {
      LabelMatcher.of("", Operator.REGEX, expression);
    } catch (PatternSyntaxException e) {
      String problem = String.valueOf(e.getMessage());
      if (problem.contains("nests too deeply") || problem.contains("invalid repeat count")) {
        throw e;
      }
    }
    return Pattern.compile("^(?:" + expression + ")$");
  }

  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  /// The text compared with, or the expression.
  public String value() {
    return value;
  }

  /// Whether the value is an expression.
  public boolean isRegex() {
    return pattern.isPresent();
  }

  /// Whether the label shall match, rather than not match.
  public boolean isEqual() {
    return operator == Operator.EQUAL || operator == Operator.REGEX;
  }

  public boolean matches(String labelValue) {
    boolean same =
        pattern.map(regex -> regex.matches(labelValue)).orElseGet(() -> value.equals(labelValue));
    return same == isEqual();
  }

  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  /// By name, value, operator: the order in group keys.
  @Override
  public int compareTo(Matcher other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matcher matcher
        && name.equals(matcher.name)
        && operator == matcher.operator
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, operator, value);
  }

  /// `severity=~"warn.*"`; the name in quotes if it has reserved characters. Part of group keys.
  @Override
  public String toString() {
    return name.codePoints().anyMatch(Matcher::isReserved)
        ? GoQuote.quote(name) + operator.symbol() + GoQuote.quote(value)
        : name + operator.symbol() + '"' + escape(value) + '"';
  }

  static boolean isReserved(int codePoint) {
    return isSpace(codePoint) || RESERVED.indexOf(codePoint) >= 0;
  }

  static boolean isSpace(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0 -> true;
      default ->
          switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
          };
    };
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
