package io.vigie.template.value;

/// A field of a struct type.
///
/// @param name as templates write it, `StartsAt`
/// @param json the key in JSON, `startsAt`
public record GoField(String name, String json, GoType type) {

  /// A field whose JSON key is its own name.
  public static GoField of(String name, GoType type) {
    return new GoField(name, name, type);
  }
}
