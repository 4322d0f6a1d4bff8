package io.vigie.model.metric;

import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells without the whole expression whether a text matches, for the shapes in which selectors are
/// mostly written: `prefix.*`, `.*part.*`, `.+suffix`, and `prefix` or `.+` around something that
/// the library must still look at (`host-0[0-4].+`), which then sees only the characters that
/// matter. The same answers as the expression gives, only sooner.
///
/// @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
final class RegexShortcut {
  private static final String META = "\\.+*?()|[]{}^$";
  private static final String QUANTIFIERS = "*?{+";

  private RegexShortcut() {}

  /// The test for an expression that is valid, if it has such a shape.
  static Optional<Predicate<String>> of(String expression) {
    if (isInvolved(expression)) {
      return Optional.empty();
    }
    int prefixEnd = literalEnd(expression, 0);
    if (prefixEnd > 0) {
      return Optional.of(prefixed(expression, prefixEnd));
    }
    return expression.startsWith(".*") || expression.startsWith(".+")
        ? wrapped(expression)
        : Optional.empty();
  }

  /// Alternatives of the whole, escapes, flags and anchors mean something that shapes do not show.
  private static boolean isInvolved(String expression) {
    return expression.indexOf('\\') >= 0
        || hasAlternativesOutside(expression)
        || expression.indexOf('^') >= 0
        || expression.indexOf('$') >= 0
        || expression.contains("(?");
  }

  /// Whether there may be alternatives outside of parentheses: with brackets, which may hold a `(`
  /// that opens nothing, it is not worth finding out.
  private static boolean hasAlternativesOutside(String expression) {
    if (expression.indexOf('|') < 0) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '[' || (c == '|' && depth == 0)) {
        return true;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return false;
  }

  /// Where the literal that begins at `start` ends; one character less if a quantifier follows it.
  private static int literalEnd(String expression, int start) {
    int end = start;
    while (end < expression.length() && META.indexOf(expression.charAt(end)) < 0) {
      end++;
    }
    boolean quantified =
        end > start
            && end < expression.length()
            && QUANTIFIERS.indexOf(expression.charAt(end)) >= 0;
    if (!quantified) {
      return end;
    }
    return end - Character.charCount(expression.codePointBefore(end));
  }

  private static Predicate<String> prefixed(String expression, int prefixEnd) {
    String prefix = expression.substring(0, prefixEnd);
    String rest = expression.substring(prefixEnd);
    Predicate<String> restTest = rest(rest);
    return text -> text.startsWith(prefix) && restTest.test(text.substring(prefix.length()));
  }

  /// Whatever follows a prefix. An open end need not be looked at: it is enough that the text
  /// begins with what stands before it.
  private static Predicate<String> rest(String rest) {
    if (rest.isEmpty()) {
      return String::isEmpty;
    }
    if (rest.equals(".*")) {
      return _ -> true;
    }
    if (rest.equals(".+")) {
      return text -> !text.isEmpty();
    }
    if (rest.endsWith(".*")) {
      Pattern beginning = Pattern.compile("(?s:" + rest.substring(0, rest.length() - 2) + ")");
      return text -> beginning.matcher(text).lookingAt();
    }
    if (rest.endsWith(".+")) {
      Pattern beginning = Pattern.compile("(?s:" + rest.substring(0, rest.length() - 1) + ")");
      return text -> beginning.matcher(text).lookingAt();
    }
    Pattern whole = Pattern.compile("^(?s:" + rest + ")$");
    return whole::matches;
  }

  /// `.*literal`, `.+literal.*` and the like; nothing if something else stands inside.
  private static Optional<Predicate<String>> wrapped(String expression) {
    int start = 2;
    int end = literalEnd(expression, start);
    String literal = expression.substring(start, end);
    String tail = expression.substring(end);
    boolean needsBefore = expression.charAt(1) == '+';
    if (literal.isEmpty()) {
      return tail.isEmpty()
          ? Optional.of(text -> !needsBefore || !text.isEmpty())
          : Optional.empty();
    }
    return switch (tail) {
      case "" ->
          Optional.of(
              text -> text.endsWith(literal) && (!needsBefore || text.length() > literal.length()));
      case ".*" -> Optional.of(text -> firstAfter(text, literal, needsBefore) >= 0);
      case ".+" ->
          Optional.of(text -> {
            int at = firstAfter(text, literal, needsBefore);
            return at >= 0 && at + literal.length() < text.length();
          });
      default -> Optional.empty();
    };
  }

  private static int firstAfter(String text, String literal, boolean needsBefore) {
    int from = needsBefore && !text.isEmpty() ? text.offsetByCodePoints(0, 1) : 0;
    return needsBefore && text.isEmpty() ? -1 : text.indexOf(literal, from);
  }
}
