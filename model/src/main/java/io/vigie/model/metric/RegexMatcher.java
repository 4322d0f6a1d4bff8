package io.vigie.model.metric;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An RE2 expression matched against a whole text (anchored at both ends; `.` matches a newline
/// too), as Prometheus does.
///
/// An expression that is only alternatives without meta-characters (`a|b|c`) is matched by a set
/// look-up instead of a scan, and a store may ask for these [#literals] to use its index; other
/// common shapes are answered by a [RegexShortcut]. Immutable and thread-safe; matching takes time
/// linear in the text.
public final class RegexMatcher {
  private static final String META = "\\.+*?()|[]{}^$";

  private final String expression;
  private final Optional<Set<String>> literals;
  private final Predicate<String> test;

  /// Made when somebody needs it: a shortcut mostly answers without.
  private volatile @Nullable Pattern pattern;

  private RegexMatcher(String expression) {
    this.expression = expression;
    this.literals = literalAlternatives(expression);
    this.test =
        literals
            .<Predicate<String>>map(texts -> texts::contains)
            .or(() -> RegexShortcut.of(expression))
            .orElseGet(() -> pattern()::matches);
  }

  /// @throws com.google.re2j.PatternSyntaxException if the expression is not RE2
  public static RegexMatcher compile(String expression) {
    RegexBounds.check(expression);
    // By itself first: `a)|(b` would be valid inside the group, and errors shall quote what was
    // written.
    Pattern.compile(expression);
    return new RegexMatcher(expression);
  }

  public boolean matches(String text) {
    return test.test(text);
  }

  /// The texts that this expression matches, if it is nothing but literal alternatives.
  public Optional<Set<String>> literals() {
    return literals;
  }

  /// The leading characters that every matching text has; possibly empty.
  public String prefix() {
    if (expression.indexOf('|') >= 0) {
      return "";
    }
    int end = 0;
    while (end < expression.length() && META.indexOf(expression.charAt(end)) < 0) {
      end++;
    }
    // A quantifier that follows flags applies to what stands before them: `a(?i)*`.
    boolean lastIsOptional =
        end < expression.length()
            && ("*?{".indexOf(expression.charAt(end)) >= 0 || expression.startsWith("(?", end));
    int cut = lastIsOptional && end > 0 ? end - 1 : end;
    return cut > 0 && Character.isHighSurrogate(expression.charAt(cut - 1))
        ? expression.substring(0, cut - 1)
        : expression.substring(0, cut);
  }

  /// The compiled expression, for those who need its groups.
  public Pattern pattern() {
    Pattern made = pattern;
    if (made == null) {
      made = Pattern.compile("^(?s:" + expression + ")$");
      pattern = made;
    }
    return made;
  }

  /// Two are equal if they were compiled from the same text.
  @Override
  public boolean equals(Object other) {
    return other instanceof RegexMatcher matcher && expression.equals(matcher.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression;
  }

  private static Optional<Set<String>> literalAlternatives(String expression) {
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c != '|' && META.indexOf(c) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Set.copyOf(List.of(expression.split("\\|", -1)).stream().distinct().toList()));
  }
}
