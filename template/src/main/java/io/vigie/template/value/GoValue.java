package io.vigie.template.value;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A value that a template can see. Data are made of these explicitly: templates reach no Java
/// object by reflection. Immutable, except that an [Opaque] is as its holder made it.
///
/// Strings are Java strings: a Go string that is not valid UTF-8 has U+FFFD for what is not;
/// lengths and indices are counted in UTF-8 bytes all the same.
public sealed interface GoValue {

  GoType type();

  default Kind kind() {
    return type().kind();
  }

  /// No value at all, or a nil in a place that could hold anything.
  enum Nil implements GoValue {
    /// What a missing key gives; fields of it are missing, too.
    MISSING,
    /// A nil `interface {}`: asking for a field of it is an error.
    INTERFACE;

    @Override
    public GoType type() {
      return this == MISSING ? GoType.INVALID : GoType.ANY;
    }
  }

  record Bool(boolean value) implements GoValue {
    @Override
    public GoType type() {
      return GoType.BOOL;
    }
  }

  /// A signed integer of any width.
  record Int(long value, GoType type) implements GoValue {}

  /// An unsigned integer of any width; `value` holds its 64 bits.
  record Uint(long value, GoType type) implements GoValue {}

  record Real(double value) implements GoValue {
    @Override
    public GoType type() {
      return GoType.FLOAT64;
    }
  }

  record Complex(double real, double imaginary) implements GoValue {
    @Override
    public GoType type() {
      return GoType.COMPLEX128;
    }
  }

  record Text(String value, GoType type) implements GoValue {}

  /// A slice; `isNil` tells a nil slice from an empty one, which only JSON and `%#v` show.
  record Sequence(List<GoValue> elements, GoType type, boolean isNil) implements GoValue {
    public Sequence {
      elements = List.copyOf(elements);
    }

    static Sequence nil(GoType type) {
      return new Sequence(List.of(), type, true);
    }
  }

  /// A map with string keys, in the order of their UTF-8 bytes.
  record Mapping(SortedMap<String, GoValue> entries, GoType type, boolean isNil)
      implements GoValue {
    public Mapping {
      SortedMap<String, GoValue> sorted = new TreeMap<>(Utf8::compare);
      sorted.putAll(entries);
      entries = Collections.unmodifiableSortedMap(sorted);
    }

    static Mapping nil(GoType type) {
      return new Mapping(new TreeMap<>(), type, true);
    }
  }

  /// Field values in the order of the type's fields.
  record Struct(GoType type, List<GoValue> values) implements GoValue {
    public Struct {
      values = List.copyOf(values);
    }
  }

  /// A value whose inside only the methods of its type know.
  record Opaque(Object value, GoType type) implements GoValue {}

  /// A function as a value, for `call`.
  record Callable(GoFunction function) implements GoValue {
    @Override
    public GoType type() {
      return GoType.FUNC;
    }
  }

  static GoValue of(boolean value) {
    return new Bool(value);
  }

  static GoValue of(long value) {
    return new Int(value, GoType.INT);
  }

  static GoValue of(double value) {
    return new Real(value);
  }

  static GoValue of(String value) {
    return new Text(value, GoType.STRING);
  }

  static GoValue list(GoType type, List<? extends GoValue> elements) {
    return new Sequence(List.copyOf(elements), type, false);
  }

  static GoValue strings(List<String> values) {
    return list(GoType.STRINGS, values.stream().map(GoValue::of).toList());
  }

  static GoValue map(GoType type, Map<String, ? extends GoValue> entries) {
    return new Mapping(new TreeMap<>(entries), type, false);
  }

  /// A `map[string]string`.
  static GoValue stringMap(Map<String, String> entries) {
    SortedMap<String, GoValue> values = new TreeMap<>();
    entries.forEach((key, value) -> values.put(key, of(value)));
    return new Mapping(values, GoType.STRING_MAP, false);
  }

  static GoValue struct(GoType type, GoValue... values) {
    return new Struct(type, List.of(values));
  }

  /// The text of an argument whose parameter is of kind string.
  default String text() {
    return ((Text) this).value();
  }

  /// The elements of an argument whose parameter is a list.
  default List<GoValue> elements() {
    return ((Sequence) this).elements();
  }

  /// The texts of an argument whose parameter is a list of strings.
  default List<String> texts() {
    return elementsOf(this).stream().map(GoValue::text).toList();
  }

  private static List<GoValue> elementsOf(GoValue value) {
    return ((Sequence) value).elements();
  }

  default boolean isNothing() {
    return this instanceof Nil;
  }
}
