package io.vigie.template.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A Go type, as far as templates can tell types apart. Types are the same if their names are.
///
/// @param name as Go prints it: `string`, `[]string`, `template.KV`
/// @param underlying the name of the type it is made of; the same as `name` unless it is a named
///   list, map or other defined type
/// @param element what lists and maps hold (the keys of maps are strings)
/// @param stringer how values are printed, where the type has a `String` method
public record GoType(
    String name,
    Kind kind,
    String underlying,
    List<GoField> fields,
    Optional<GoType> element,
    Map<String, GoFunction> methods,
    Optional<Function<GoValue, String>> stringer) {

  public static final GoType INVALID = basic("<nil>", Kind.INVALID);
  public static final GoType ANY = basic("interface {}", Kind.INTERFACE);
  public static final GoType BOOL = basic("bool", Kind.BOOL);
  public static final GoType INT = basic("int", Kind.INT);
  public static final GoType INT32 = basic("int32", Kind.INT);
  public static final GoType INT64 = basic("int64", Kind.INT);
  public static final GoType UINT = basic("uint", Kind.UINT);
  public static final GoType UINT8 = basic("uint8", Kind.UINT);
  public static final GoType UINT64 = basic("uint64", Kind.UINT);
  public static final GoType FLOAT64 = basic("float64", Kind.FLOAT);
  public static final GoType COMPLEX128 = basic("complex128", Kind.COMPLEX);
  public static final GoType STRING = basic("string", Kind.STRING);
  public static final GoType FUNC = basic("func()", Kind.FUNC);
  public static final GoType STRINGS = listOf(STRING);
  public static final GoType ANYS = listOf(ANY);
  public static final GoType STRING_MAP = mapOf(STRING);
  public static final GoType ANY_MAP = mapOf(ANY);

  public GoType {
    fields = List.copyOf(fields);
    methods = Map.copyOf(methods);
  }

  private static GoType basic(String name, Kind kind) {
    return unnamed(name, kind, Optional.empty());
  }

  private static GoType unnamed(String name, Kind kind, Optional<GoType> element) {
    return new GoType(name, kind, name, List.of(), element, Map.of(), Optional.empty());
  }

  public static GoType listOf(GoType element) {
    return unnamed("[]" + element.name, Kind.SLICE, Optional.of(element));
  }

  /// A map from strings to `element`.
  public static GoType mapOf(GoType element) {
    return unnamed("map[string]" + element.name, Kind.MAP, Optional.of(element));
  }

  public static GoType struct(String name, GoField... fields) {
    return new GoType(
        name, Kind.STRUCT, name, List.of(fields), Optional.empty(), Map.of(), Optional.empty());
  }

  /// A defined type made of this one, without methods.
  public GoType named(String newName) {
    return new GoType(newName, kind, underlying, fields, element, Map.of(), Optional.empty());
  }

  public GoType withMethods(Map<String, GoFunction> newMethods) {
    return new GoType(name, kind, underlying, fields, element, newMethods, stringer);
  }

  public GoType withStringer(Function<GoValue, String> newStringer) {
    return new GoType(name, kind, underlying, fields, element, methods, Optional.of(newStringer));
  }

  /// Whether a value of this type may be passed where `target` is expected. As in Go, equal
  /// structure is enough only if one of the two has no name of its own.
  public boolean assignableTo(GoType target) {
    if (target.kind == Kind.INTERFACE || name.equals(target.name)) {
      return true;
    }
    return underlying.equals(target.underlying)
        && (kind == Kind.SLICE || kind == Kind.MAP)
        && (name.equals(underlying) || target.name.equals(target.underlying));
  }

  public boolean canBeNil() {
    return kind == Kind.INTERFACE || kind == Kind.SLICE || kind == Kind.MAP || kind == Kind.FUNC;
  }

  /// The value of a variable that nothing was assigned to.
  public GoValue zero() {
    return switch (kind) {
      case BOOL -> new GoValue.Bool(false);
      case INT -> new GoValue.Int(0, this);
      case UINT -> new GoValue.Uint(0, this);
      case FLOAT -> new GoValue.Real(0);
      case COMPLEX -> new GoValue.Complex(0, 0);
      case STRING -> new GoValue.Text("", this);
      case SLICE -> GoValue.Sequence.nil(this);
      case MAP -> GoValue.Mapping.nil(this);
      case STRUCT ->
          new GoValue.Struct(this, fields.stream().map(field -> field.type().zero()).toList());
      case INTERFACE, FUNC -> GoValue.Nil.INTERFACE;
      case INVALID -> GoValue.Nil.MISSING;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoType type && type.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
