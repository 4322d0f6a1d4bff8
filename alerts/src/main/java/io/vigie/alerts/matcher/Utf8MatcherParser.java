package io.vigie.alerts.matcher;

import com.google.re2j.PatternSyntaxException;
import io.vigie.alerts.matcher.Token.Kind;
import io.vigie.model.metric.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The newer grammar, after PromQL's: `{ name op value , … }` with names and values in quotes or
/// free of reserved characters. Braces and the last comma may be left out.
final class Utf8MatcherParser {
  private static final Set<Kind> TEXTS = EnumSet.of(Kind.QUOTED, Kind.UNQUOTED);
  private static final Set<Kind> OPERATORS =
      EnumSet.of(Kind.EQUAL, Kind.NOT_EQUAL, Kind.REGEX, Kind.NOT_REGEX);

  private final Lexer lexer;
  private final List<Matcher> matchers = new ArrayList<>();

  Utf8MatcherParser(String text) {
    this.lexer = new Lexer(text);
  }

  Matcher parseOne() {
    Matchers all = parseList();
    return switch (all.list().size()) {
      case 1 -> all.list().getFirst();
      case 0 -> throw new MatcherException("no matchers");
      default -> throw new MatcherException("expected 1 matcher, found " + all.list().size());
    };
  }

  Matchers parseList() {
    boolean braces = lexer.peek().kind() == Kind.OPEN_BRACE;
    if (braces) {
      lexer.next();
    }
    if (braces || lexer.peek().kind() != Kind.END) {
      parseMatchers();
      closeBrace(braces);
    }
    Token rest = lexer.next();
    if (rest.kind() != Kind.END) {
      throw new MatcherException(rest.place() + rest.text() + ": expected end of input");
    }
    return new Matchers(matchers);
  }

  private void parseMatchers() {
    Token first = lexer.peek();
    if (first.kind() == Kind.END || first.kind() == Kind.CLOSE_BRACE) {
      return;
    }
    do {
      parseMatcher();
    } while (anotherFollows());
  }

  /// Takes the comma between two matchers, or after the last.
  private boolean anotherFollows() {
    Token separator = peek("expected a comma or close brace");
    if (separator.kind() == Kind.END || separator.kind() == Kind.CLOSE_BRACE) {
      return false;
    }
    expect(EnumSet.of(Kind.COMMA), "expected a comma or close brace");
    Token after = peek("expected a matcher or close brace after comma");
    if (after.kind() == Kind.END || after.kind() == Kind.CLOSE_BRACE) {
      return false;
    }
    if (!TEXTS.contains(after.kind())) {
      throw unexpected(after, "expected a matcher or close brace after comma");
    }
    return true;
  }

  private void closeBrace(boolean opened) {
    Token token = lexer.peek();
    if (opened && token.kind() != Kind.CLOSE_BRACE) {
      throw new MatcherException("0:" + lexer.column() + ": end of input: expected close brace");
    }
    if (!opened && token.kind() == Kind.CLOSE_BRACE) {
      lexer.next();
      throw new MatcherException("0:" + lexer.column() + ": }: expected opening brace");
    }
    if (opened) {
      lexer.next();
    }
  }

  private void parseMatcher() {
    String name = unquote(expect(TEXTS, "expected label name"));
    Token operator = expect(OPERATORS, "expected an operator such as '=', '!=', '=~' or '!~'");
    String value = unquote(expect(TEXTS, "expected label value"));
    try {
      matchers.add(Matcher.of(name, operator(operator.kind()), value));
    } catch (PatternSyntaxException e) {
      throw new MatcherException("failed to create matcher: " + e.getMessage());
    }
  }

  private static Operator operator(Kind kind) {
    return switch (kind) {
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      case REGEX -> Operator.REGEX;
      case NOT_REGEX -> Operator.NOT_REGEX;
      case EQUAL, END, OPEN_BRACE, CLOSE_BRACE, COMMA, QUOTED, UNQUOTED -> Operator.EQUAL;
    };
  }

  private static String unquote(Token token) {
    return token.kind() == Kind.UNQUOTED
        ? token.text()
        : GoQuote.unquote(token.text())
            .orElseThrow(
                () -> new MatcherException(token.place() + token.text() + ": invalid input"));
  }

  private Token expect(Set<Kind> kinds, String expectation) {
    Token token = peek(expectation);
    if (!kinds.contains(token.kind())) {
      throw unexpected(token, expectation);
    }
    return lexer.next();
  }

  private Token peek(String expectation) {
    try {
      return lexer.peek();
    } catch (MatcherException e) {
      throw new MatcherException(e.getMessage() + ": " + expectation);
    }
  }

  private static MatcherException unexpected(Token token, String expectation) {
    return new MatcherException(
        token.kind() == Kind.END
            ? "end of input: " + expectation
            : token.place() + "unexpected " + token.text() + ": " + expectation);
  }
}
