package io.vigie.model.metric;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bounds on regular expressions that the library does not have and Go's `regexp/syntax` has: how
/// deep groups nest, which are read recursively, and how often what is repeated is repeated again,
/// which a program of that size would be made for.
final class RegexBounds {
  private static final int MAX_NESTING = 1000;
  private static final int MAX_REPETITIONS = 1000;

  private final String expression;

  /// For each group that is open, the most repetitions of anything in it.
  private final Deque<Integer> open = new ArrayDeque<>();

  /// Of what a repetition would apply to.
  private int last = 1;

  private RegexBounds(String expression) {
    this.expression = expression;
    open.push(1);
  }

  /// @throws PatternSyntaxException if the expression goes beyond a bound
  static void check(String expression) {
    new RegexBounds(expression).walk();
  }

  private void walk() {
    for (int i = 0; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '\\' -> {
          i++;
          last = 1;
        }
        case '[' -> {
          i = endOfClass(i);
          last = 1;
        }
        case '(' -> begin();
        case ')' -> end();
        case '{' -> i = repeat(i);
        case '*', '+', '?' -> {}
        default -> last = 1;
      }
    }
  }

  /// The closing bracket; a bracket that comes first stands for itself.
  private int endOfClass(int begin) {
    int i = begin + 1;
    if (i < expression.length() && expression.charAt(i) == '^') {
      i++;
    }
    i++;
    while (i < expression.length() && expression.charAt(i) != ']') {
      i += expression.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private void begin() {
    if (open.size() > MAX_NESTING) {
      throw new PatternSyntaxException("expression nests too deeply", expression);
    }
    open.push(1);
    last = 1;
  }

  private void end() {
    last = open.size() > 1 ? open.pop() : 1;
    note(last);
  }

  /// `{3}`, `{3,}` or `{3,5}`; anything else stands for itself.
  ///
  /// @return where it ends
  private int repeat(int begin) {
    int end = expression.indexOf('}', begin);
    String[] bounds = end < 0 ? new String[0] : expression.substring(begin + 1, end).split(",", 2);
    int most = 0;
    for (String bound : bounds) {
      if (!bound.isEmpty()) {
        if (!bound.matches("\\d{1,9}")) {
          last = 1;
          return begin;
        }
        most = Math.max(most, Integer.parseInt(bound));
      }
    }
    if (end < 0 || most == 0) {
      return begin;
    }
    long product = (long) most * last;
    if (product > MAX_REPETITIONS) {
      throw new PatternSyntaxException(
          "invalid repeat count", expression.substring(begin, end + 1));
    }
    last = (int) product;
    note(last);
    return end;
  }

  private void note(int repetitions) {
    if (repetitions > open.element()) {
      open.pop();
      open.push(repetitions);
    }
  }
}
