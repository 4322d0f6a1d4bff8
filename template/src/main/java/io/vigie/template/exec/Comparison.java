package io.vigie.template.exec;

import io.vigie.template.fmt.Printer;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import io.vigie.template.value.Utf8;
import java.util.List;

/// `eq ne lt le gt ge`: basic kinds only, and no conversion but between signed and unsigned.
final class Comparison {
  private Comparison() {}

  /// Whether the first value equals any of the others.
  static boolean equalsAny(List<GoValue> values) {
    if (values.size() < 2) {
      throw new FunctionFailure("missing argument for comparison");
    }
    GoValue first = values.getFirst();
    return values.stream().skip(1).anyMatch(other -> equal(first, other));
  }

  static boolean equal(GoValue left, GoValue right) {
    if (mixesSigns(left, right)) {
      return compareMixed(left, right) == 0;
    }
    if (left.isNothing() || right.isNothing()) {
      return equalToNil(left, right);
    }
    if (left.kind() != right.kind()) {
      throw new FunctionFailure("incompatible types for comparison");
    }
    return switch (left) {
      case GoValue.Real number -> number.value() == ((GoValue.Real) right).value();
      case GoValue.Int number -> number.value() == ((GoValue.Int) right).value();
      case GoValue.Uint number -> number.value() == ((GoValue.Uint) right).value();
      case GoValue.Text text -> text.value().equals(right.text());
      case GoValue.Bool bool -> bool.equals(right);
      case GoValue.Complex number -> equalParts(number, (GoValue.Complex) right);
      case GoValue.Struct _, GoValue.Opaque _ -> left.equals(right);
      case GoValue.Sequence _, GoValue.Mapping _, GoValue.Callable _ ->
          throw new FunctionFailure(
              "non-comparable type " + Printer.display(left) + ": " + left.type());
      case GoValue.Nil _ -> true;
    };
  }

  private static boolean equalParts(GoValue.Complex left, GoValue.Complex right) {
    return left.real() == right.real() && left.imaginary() == right.imaginary();
  }

  private static boolean equalToNil(GoValue left, GoValue right) {
    return isNil(left) && isNil(right);
  }

  private static boolean isNil(GoValue value) {
    return value.isNothing()
        || (value instanceof GoValue.Sequence list && list.isNil())
        || (value instanceof GoValue.Mapping map && map.isNil());
  }

  static boolean less(GoValue left, GoValue right) {
    if (mixesSigns(left, right)) {
      return compareMixed(left, right) < 0;
    }
    if (!isBasic(left) || !isBasic(right)) {
      throw new FunctionFailure("invalid type for comparison");
    }
    if (left.kind() != right.kind()) {
      throw new FunctionFailure("incompatible types for comparison");
    }
    return switch (left) {
      case GoValue.Real number -> number.value() < ((GoValue.Real) right).value();
      case GoValue.Int number -> number.value() < ((GoValue.Int) right).value();
      case GoValue.Uint number ->
          Long.compareUnsigned(number.value(), ((GoValue.Uint) right).value()) < 0;
      case GoValue.Text text -> Utf8.compare(text.value(), right.text()) < 0;
      default -> throw new FunctionFailure("invalid type for comparison");
    };
  }

  static boolean lessOrEqual(GoValue left, GoValue right) {
    return less(left, right) || equal(left, right);
  }

  private static boolean isBasic(GoValue value) {
    return switch (value.kind()) {
      case BOOL, INT, UINT, FLOAT, COMPLEX, STRING -> true;
      case INVALID, SLICE, MAP, STRUCT, FUNC, INTERFACE -> false;
    };
  }

  private static boolean mixesSigns(GoValue left, GoValue right) {
    return (left.kind() == Kind.INT && right.kind() == Kind.UINT)
        || (left.kind() == Kind.UINT && right.kind() == Kind.INT);
  }

  private static int compareMixed(GoValue left, GoValue right) {
    if (left instanceof GoValue.Int number) {
      return number.value() < 0 ? -1 : Long.compareUnsigned(number.value(), bits(right));
    }
    return -compareMixed(right, left);
  }

  private static long bits(GoValue value) {
    return ((GoValue.Uint) value).value();
  }
}
