package io.vigie.model.metric;

import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells without the whole expression whether a text matches, for the shapes in which selectors are
/// mostly written: `prefix.*`, `.*part.*`, `.+suffix`, rows of characters (`host-0[0-4].+`, `5..`),
/// and a prefix before something that the library must still look at (`node_(load|memory).+`),
/// which then sees only the characters that matter. The same answers as the expression gives, only
/// sooner.
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
    if (expression.startsWith(".*") || expression.startsWith(".+")) {
      return wrapped(expression);
    }
    return row(expression).map(test -> text -> test.matches(text, 0));
  }

  /// Tells whether the end of a text, from a place on, is as wanted.
  @FunctionalInterface
  private interface EndTest {
    boolean matches(String text, int from);
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
    EndTest restTest = row(rest).orElseGet(() -> scanned(rest));
    return text -> text.startsWith(prefix) && restTest.matches(text, prefixEnd);
  }

  /// A row of characters, possibly none, and then the end of the text, `.*` or `.+`.
  private static Optional<EndTest> row(String rest) {
    String tail = tail(rest);
    return CharacterRow.of(rest.substring(0, rest.length() - tail.length()))
        .map(row ->
            switch (tail) {
              case ".*" -> (text, from) -> row.endIn(text, from) >= 0;
              case ".+" ->
                  (text, from) -> {
                    int end = row.endIn(text, from);
                    return end >= 0 && end < text.length();
                  };
              default -> (text, from) -> row.endIn(text, from) == text.length();
            });
  }

  private static String tail(String rest) {
    return rest.endsWith(".*") || rest.endsWith(".+") ? rest.substring(rest.length() - 2) : "";
  }

  /// Anything else. An open end need not be looked at: it is enough that the text begins with what
  /// stands before it.
  private static EndTest scanned(String rest) {
    int needed =
        switch (tail(rest)) {
          case ".*" -> rest.length() - 2;
          case ".+" -> rest.length() - 1;
          default -> 0;
        };
    if (needed > 0) {
      Pattern beginning = Pattern.compile("(?s:" + rest.substring(0, needed) + ")");
      return (text, from) -> beginning.matcher(text.substring(from)).lookingAt();
    }
    Pattern whole = Pattern.compile("^(?s:" + rest + ")$");
    return (text, from) -> whole.matches(text.substring(from));
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
