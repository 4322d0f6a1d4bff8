package io.vigie.template.exec;

import io.vigie.template.value.GoValue;

/// Which values `if`, `with`, `and`, `or` and `not` take for true: all that are not empty.
final class Truth {
  private Truth() {}

  static boolean of(GoValue value) {
    return switch (value) {
      case GoValue.Nil _ -> false;
      case GoValue.Bool bool -> bool.value();
      case GoValue.Int number -> number.value() != 0;
      case GoValue.Uint number -> number.value() != 0;
      case GoValue.Real number -> number.value() != 0;
      case GoValue.Complex number -> number.real() != 0 || number.imaginary() != 0;
      case GoValue.Text text -> !text.value().isEmpty();
      case GoValue.Sequence list -> !list.elements().isEmpty();
      case GoValue.Mapping map -> !map.entries().isEmpty();
      case GoValue.Struct _, GoValue.Opaque _, GoValue.Callable _ -> true;
    };
  }
}
