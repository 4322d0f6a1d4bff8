package io.vigie.template.fmt;

import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Go's `Sprint`, `Sprintln` and `Sprintf`. Mistakes in a format show in the text, as in Go:
/// `%!d(string=x)`. A text longer than [#MAX_LENGTH] is a [FunctionFailure].
public final class Printer {

  /// In UTF-16 units; lists that contain one another could otherwise be printed without end.
  public static final int MAX_LENGTH = 8 << 20;

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /// What `%v` gives.
  public static String display(GoValue value) {
    Printer printer = new Printer();
    printer.argument(value, new Verb());
    return printer.out.toString();
  }

  /// One after the other, with a space between two that are not strings.
  public static String print(List<GoValue> values) {
    Printer printer = new Printer();
    boolean afterString = true;
    for (GoValue value : values) {
      boolean isString = value.kind() == Kind.STRING;
      if (!isString && !afterString) {
        printer.append(" ");
      }
      printer.argument(value, new Verb());
      afterString = isString;
    }
    return printer.out.toString();
  }

  /// With spaces between and a newline behind.
  public static String println(List<GoValue> values) {
    Printer printer = new Printer();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        printer.append(" ");
      }
      printer.argument(values.get(i), new Verb());
    }
    printer.append("\n");
    return printer.out.toString();
  }

  public static String format(String format, List<GoValue> arguments) {
    Printer printer = new Printer();
    new FormatReader(format, arguments, printer).run();
    return printer.out.toString();
  }

  void append(String text) {
    if (out.length() + text.length() > MAX_LENGTH) {
      throw new FunctionFailure("text longer than " + MAX_LENGTH + " characters");
    }
    out.append(text);
  }

  void argument(@Nullable GoValue value, Verb verb) {
    if (value == null || value instanceof GoValue.Nil) {
      append(
          verb.letter == 'v' || verb.letter == 'T'
              ? verb.padded("<nil>", true)
              : "%!" + Character.toString(verb.letter) + "(<nil>)");
    } else if (verb.letter == 'T') {
      Verb plain = new Verb();
      plain.letter = 's';
      append(Scalars.string(value.type().name(), plain));
    } else {
      value(value, verb, 0);
    }
  }

  private void value(GoValue value, Verb verb, int depth) {
    if (usesStringer(value, verb)) {
      String text = value.type().stringer().orElseThrow().apply(value);
      append(Scalars.string(text, verb));
      return;
    }
    switch (value) {
      case GoValue.Nil _ -> append(verb.sharpV ? "interface {}(nil)" : "<nil>");
      case GoValue.Bool bool -> bool(bool, verb);
      case GoValue.Int number ->
          scalar(Scalars.isIntegerVerb(verb.letter), value, verb, Scalars::integerText, number);
      case GoValue.Uint number ->
          scalar(Scalars.isIntegerVerb(verb.letter), value, verb, Scalars::unsignedText, number);
      case GoValue.Real number ->
          scalar(Scalars.isFloatVerb(verb.letter), value, verb, Scalars::realText, number);
      case GoValue.Complex number ->
          scalar(Scalars.isFloatVerb(verb.letter), value, verb, Scalars::complexText, number);
      case GoValue.Text text ->
          scalar(Scalars.isStringVerb(verb.letter), value, verb, Scalars::stringText, text);
      case GoValue.Sequence list -> list(list, verb, depth);
      case GoValue.Mapping map -> map(map, verb, depth);
      case GoValue.Struct struct -> struct(struct, verb, depth);
      case GoValue.Opaque _, GoValue.Callable _ -> pointer(value, verb);
    }
  }

  private static boolean usesStringer(GoValue value, Verb verb) {
    return !verb.sharpV && Scalars.isStringVerb(verb.letter) && value.type().stringer().isPresent();
  }

  private interface ScalarText<T> {
    String of(T value, Verb verb);
  }

  private <T> void scalar(boolean good, GoValue value, Verb verb, ScalarText<T> text, T scalar) {
    if (good) {
      append(text.of(scalar, verb));
    } else {
      badVerb(value, verb);
    }
  }

  private void bool(GoValue.Bool bool, Verb verb) {
    if (verb.letter == 't' || verb.letter == 'v') {
      append(verb.padded(Boolean.toString(bool.value()), true));
    } else {
      badVerb(bool, verb);
    }
  }

  private void list(GoValue.Sequence list, Verb verb, int depth) {
    if (verb.sharpV && list.isNil()) {
      append(list.type().name() + "(nil)");
      return;
    }
    append(verb.sharpV ? list.type().name() + "{" : "[");
    boolean first = true;
    for (GoValue element : list.elements()) {
      append(first ? "" : verb.sharpV ? ", " : " ");
      value(element, verb, depth + 1);
      first = false;
    }
    append(verb.sharpV ? "}" : "]");
  }

  private void map(GoValue.Mapping map, Verb verb, int depth) {
    if (verb.sharpV && map.isNil()) {
      append(map.type().name() + "(nil)");
      return;
    }
    append(verb.sharpV ? map.type().name() + "{" : "map[");
    boolean first = true;
    for (Map.Entry<String, GoValue> entry : map.entries().entrySet()) {
      append(first ? "" : verb.sharpV ? ", " : " ");
      value(GoValue.of(entry.getKey()), verb, depth + 1);
      append(":");
      value(entry.getValue(), verb, depth + 1);
      first = false;
    }
    append(verb.sharpV ? "}" : "]");
  }

  private void struct(GoValue.Struct struct, Verb verb, int depth) {
    append(verb.sharpV ? struct.type().name() + "{" : "{");
    for (int i = 0; i < struct.values().size(); i++) {
      append(i == 0 ? "" : verb.sharpV ? ", " : " ");
      if (verb.plusV || verb.sharpV) {
        append(struct.type().fields().get(i).name() + ":");
      }
      value(struct.values().get(i), verb, depth + 1);
    }
    append("}");
  }

  private void pointer(GoValue value, Verb verb) {
    GoType type = value.type();
    append(
        verb.letter == 'v' || verb.letter == 'p'
            ? "(" + type.name() + ")"
            : "%!" + Character.toString(verb.letter) + "(" + type.name() + ")");
  }

  private void badVerb(GoValue value, Verb verb) {
    append("%!" + Character.toString(verb.letter) + "(" + value.type().name() + "=");
    Verb plain = new Verb();
    plain.width = verb.width;
    plain.precision = verb.precision;
    plain.zero = verb.zero;
    plain.minus = verb.minus;
    value(value, plain, 0);
    append(")");
  }
}
