package io.vigie.model.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of an expression that is one character after the other (`0[0-4]`, `5..`): each a
/// literal, `.` or a class without escapes. Matching it needs no going back. Immutable and
/// thread-safe.
final class CharacterRow {
  private static final String META = "\\.+*?()|[]{}^$";

  /// Bounds of ranges in pairs, both included; empty for any character.
  private final List<char[]> places;

  private CharacterRow(List<char[]> places) {
    this.places = places;
  }

  /// The row that a valid expression is; empty if it is anything else.
  static Optional<CharacterRow> of(String expression) {
    List<char[]> places = new ArrayList<>();
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (c == '[') {
        int end = expression.indexOf(']', at + 1);
        Optional<char[]> ranges = ranges(expression.substring(at + 1, Math.max(at + 1, end)));
        if (ranges.isEmpty()) {
          return Optional.empty();
        }
        places.add(ranges.get());
        at = end;
      } else if (c == '.') {
        places.add(new char[0]);
      } else if (META.indexOf(c) < 0 && !Character.isSurrogate(c)) {
        places.add(new char[] {c, c});
      } else {
        return Optional.empty();
      }
      at++;
    }
    return Optional.of(new CharacterRow(List.copyOf(places)));
  }

  /// The ranges of a class; empty if it has anything but characters and ranges of them.
  private static Optional<char[]> ranges(String inside) {
    List<Character> bounds = new ArrayList<>();
    for (int i = 0; i < inside.length(); i++) {
      char low = inside.charAt(i);
      boolean isRange = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
      char high = isRange ? inside.charAt(i + 2) : low;
      if (!isPlain(low) || !isPlain(high)) {
        return Optional.empty();
      }
      bounds.add(low);
      bounds.add(high);
      i += isRange ? 2 : 0;
    }
    char[] ranges = new char[bounds.size()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = bounds.get(i);
    }
    return ranges.length == 0 ? Optional.empty() : Optional.of(ranges);
  }

  private static boolean isPlain(char c) {
    return "\\[^-".indexOf(c) < 0 && !Character.isSurrogate(c);
  }

  /// Where the row ends if it begins at a place of a text; -1 if the text has something else there.
  int endIn(String text, int from) {
    int at = from;
    for (int i = 0; i < places.size(); i++) {
      char[] ranges = places.get(i);
      if (at >= text.length() || !contains(ranges, text.charAt(at))) {
        return -1;
      }
      at += ranges.length == 0 ? Character.charCount(text.codePointAt(at)) : 1;
    }
    return at;
  }

  private static boolean contains(char[] ranges, char c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= c && c <= ranges[i + 1]) {
        return true;
      }
    }
    return ranges.length == 0;
  }
}
