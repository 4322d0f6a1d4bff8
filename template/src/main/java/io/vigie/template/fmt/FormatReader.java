package io.vigie.template.fmt;

import io.vigie.template.value.GoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a format: text, verbs with flags, `*` and `[n]`, and hands the arguments to the printer.
final class FormatReader {

  /// Larger widths and precisions are refused, as in Go.
  private static final int MAX_NUMBER = 1_000_000;

  private final String format;
  private final List<GoValue> arguments;
  private final Printer printer;
  private int position;
  private int argument;
  private boolean reordered;
  private boolean goodArgument = true;
  private boolean afterIndex;

  FormatReader(String format, List<GoValue> arguments, Printer printer) {
    this.format = format;
    this.arguments = arguments;
    this.printer = printer;
  }

  void run() {
    while (position < format.length()) {
      int percent = format.indexOf('%', position);
      int end = percent < 0 ? format.length() : percent;
      printer.append(format.substring(position, end));
      position = end;
      if (percent >= 0) {
        position++;
        verb();
      }
    }
    if (!reordered && argument < arguments.size()) {
      extra();
    }
  }

  private void verb() {
    Verb verb = new Verb();
    goodArgument = true;
    afterIndex = false;
    flags(verb);
    argumentIndex();
    width(verb);
    precision(verb);
    if (!afterIndex) {
      argumentIndex();
    }
    if (position >= format.length()) {
      printer.append("%!(NOVERB)");
      return;
    }
    verb.letter = format.codePointAt(position);
    position += Character.charCount(verb.letter);
    print(verb);
  }

  private void print(Verb verb) {
    String letter = Character.toString(verb.letter);
    if (verb.letter == '%') {
      printer.append("%");
    } else if (!goodArgument) {
      printer.append("%!" + letter + "(BADINDEX)");
    } else if (argument >= arguments.size()) {
      printer.append("%!" + letter + "(MISSING)");
    } else {
      verb.useForValue();
      printer.argument(arguments.get(argument++), verb);
    }
  }

  private void flags(Verb verb) {
    for (; position < format.length(); position++) {
      switch (format.charAt(position)) {
        case '#' -> verb.sharp = true;
        case '0' -> verb.zero = true;
        case '+' -> verb.plus = true;
        case '-' -> verb.minus = true;
        case ' ' -> verb.space = true;
        default -> {
          return;
        }
      }
    }
  }

  private void width(Verb verb) {
    if (!at('*')) {
      int start = position;
      verb.width = number();
      if (afterIndex && position > start) {
        goodArgument = false;
      }
      return;
    }
    position++;
    verb.width = starArgument("%!(BADWIDTH)");
    if (verb.width != null && verb.width < 0) {
      verb.width = -verb.width;
      verb.minus = true;
      verb.zero = false;
    }
    afterIndex = false;
  }

  private void precision(Verb verb) {
    if (!at('.')) {
      return;
    }
    position++;
    if (afterIndex) {
      goodArgument = false;
    }
    argumentIndex();
    if (!at('*')) {
      Integer digits = number();
      verb.precision = digits == null ? 0 : digits;
      return;
    }
    position++;
    verb.precision = starArgument("%!(BADPREC)");
    if (verb.precision != null && verb.precision < 0) {
      verb.precision = null;
      printer.append("%!(BADPREC)");
    }
    afterIndex = false;
  }

  private @Nullable Integer starArgument(String complaint) {
    if (argument < arguments.size()
        && arguments.get(argument++) instanceof GoValue.Int number
        && Math.abs(number.value()) <= MAX_NUMBER) {
      return (int) number.value();
    }
    printer.append(complaint);
    return null;
  }

  private @Nullable Integer number() {
    int start = position;
    int value = 0;
    while (position < format.length() && Character.digit(format.charAt(position), 10) >= 0) {
      value = Math.min(MAX_NUMBER + 1, value * 10 + format.charAt(position++) - '0');
    }
    return position == start || value > MAX_NUMBER ? null : value;
  }

  /// `[n]` chooses the next argument, counted from 1.
  private void argumentIndex() {
    if (!at('[')) {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', position);
    String digits = close < 0 ? "" : format.substring(position + 1, close);
    position = close < 0 ? position + 1 : close + 1;
    int index = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
    if (index < 1 || index > arguments.size()) {
      goodArgument = false;
      return;
    }
    argument = index - 1;
    afterIndex = true;
  }

  private boolean at(char c) {
    return position < format.length() && format.charAt(position) == c;
  }

  private void extra() {
    printer.append("%!(EXTRA ");
    for (int i = argument; i < arguments.size(); i++) {
      GoValue value = arguments.get(i);
      printer.append(i > argument ? ", " : "");
      if (value instanceof GoValue.Nil) {
        printer.append("<nil>");
      } else {
        printer.append(value.type().name() + "=");
        printer.argument(value, new Verb());
      }
    }
    printer.append(")");
  }
}
