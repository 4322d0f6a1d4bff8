package io.vigie.model.metric;

import java.util.Objects;

/// A condition on one label of a series. An absent label has the empty value.
///
/// Immutable and thread-safe. Two matchers are equal if name, operator and value are.
public final class LabelMatcher {
  /// How a label's value is compared.
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /// As written in a selector.
    public String symbol() {
      return symbol;
    }
  }

  private final String name;
  private final Operator operator;
  private final String value;
  private final RegexMatcher regex;

  private LabelMatcher(String name, Operator operator, String value, RegexMatcher regex) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.regex = regex;
  }

  private static final RegexMatcher NO_REGEX = RegexMatcher.compile("");

  /// @throws com.google.re2j.PatternSyntaxException if the operator wants a regular expression and
  ///   `value` is none
  public static LabelMatcher of(String name, Operator operator, String value) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> new LabelMatcher(name, operator, value, NO_REGEX);
      case REGEX, NOT_REGEX -> new LabelMatcher(name, operator, value, RegexMatcher.compile(value));
    };
  }

  public static LabelMatcher equal(String name, String value) {
    return of(name, Operator.EQUAL, value);
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

  /// The compiled expression.
  ///
  /// @throws IllegalStateException if the operator compares texts
  public RegexMatcher regex() {
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      throw new IllegalStateException(this + " has no regular expression");
    }
    return regex;
  }

  public boolean matches(String labelValue) {
    return switch (operator) {
      case EQUAL -> value.equals(labelValue);
      case NOT_EQUAL -> !value.equals(labelValue);
      case REGEX -> regex.matches(labelValue);
      case NOT_REGEX -> !regex.matches(labelValue);
    };
  }

  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  /// Whether a series without the label satisfies this.
  public boolean matchesAbsent() {
    return matches("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMatcher matcher
        && name.equals(matcher.name)
        && operator == matcher.operator
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, operator, value);
  }

  /// As written in a selector: `job=~"a.*"`.
  @Override
  public String toString() {
    return MetricNames.quoteIfNeeded(name) + operator.symbol() + MetricNames.quote(value);
  }
}
