package io.vigie.template.time;

import java.util.ArrayList;
import java.util.List;

/// A piece of a Go time layout: text as it is, or the part of the reference time that it stands
/// for.
///
/// @param part the text as written, `2006` or `Jan`
/// @param isLiteral whether it is text
record LayoutElement(String part, boolean isLiteral) {

  /// Longest first where one begins with another.
  private static final List<String> PARTS =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "2006",
          "002",
          "01",
          "02",
          "03",
          "04",
          "05",
          "06",
          "15",
          "__2",
          "_2006",
          "_2",
          "PM",
          "pm",
          "Z07:00:00",
          "Z070000",
          "Z07:00",
          "Z0700",
          "Z07",
          "-07:00:00",
          "-070000",
          "-07:00",
          "-0700",
          "-07",
          "1",
          "2",
          "3",
          "4",
          "5");

  static List<LayoutElement> parse(String layout) {
    List<LayoutElement> elements = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int position = 0;
    while (position < layout.length()) {
      String part = partAt(layout, position);
      if (part.equals("_2006")) {
        literal.append('_');
        position++;
        part = "2006";
      }
      if (part.isEmpty()) {
        literal.append(layout.charAt(position++));
      } else {
        flush(literal, elements);
        elements.add(new LayoutElement(part, false));
        position += part.length();
      }
    }
    flush(literal, elements);
    return elements;
  }

  private static void flush(StringBuilder literal, List<LayoutElement> elements) {
    if (!literal.isEmpty()) {
      elements.add(new LayoutElement(literal.toString(), true));
      literal.setLength(0);
    }
  }

  private static String partAt(String layout, int position) {
    for (String part : PARTS) {
      if (layout.startsWith(part, position) && isWhole(part, layout, position)) {
        return part;
      }
    }
    return fraction(layout, position);
  }

  /// `Jan` and `Mon` are not parts of longer words in lower case.
  private static boolean isWhole(String part, String layout, int position) {
    int end = position + part.length();
    boolean mayContinue = !part.equals("Jan") && !part.equals("Mon");
    return mayContinue || end >= layout.length() || !Character.isLowerCase(layout.charAt(end));
  }

  /// `.000` or `,999`, if no digit follows.
  private static String fraction(String layout, int position) {
    char first = layout.charAt(position);
    int end = position + 1;
    if ((first != '.' && first != ',') || end >= layout.length()) {
      return "";
    }
    char digit = layout.charAt(end);
    if (digit != '0' && digit != '9') {
      return "";
    }
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
    return digitFollows ? "" : layout.substring(position, end);
  }

  boolean isFraction() {
    return !isLiteral && (part.charAt(0) == '.' || part.charAt(0) == ',');
  }
}
