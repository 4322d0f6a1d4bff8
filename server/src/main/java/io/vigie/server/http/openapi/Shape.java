package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Yaml.mapping;

import io.vigie.config.yaml.EffectiveMapping;
import java.util.ArrayList;
import java.util.List;

/// JSON Schemas written in one expression.
final class Shape {
  private Shape() {}

  static EffectiveMapping text() {
    return mapping("type", "string");
  }

  /// One of a few words.
  static EffectiveMapping word(String... words) {
    return mapping("type", "string", "enum", List.of(words));
  }

  static EffectiveMapping number() {
    return mapping("type", "number");
  }

  static EffectiveMapping whole() {
    return mapping("type", "integer");
  }

  static EffectiveMapping flag() {
    return mapping("type", "boolean");
  }

  /// A point in time as RFC 3339 writes it.
  static EffectiveMapping time() {
    return mapping("type", "string", "format", "date-time");
  }

  /// A date without a time.
  static EffectiveMapping date() {
    return mapping("type", "string", "format", "date");
  }

  static EffectiveMapping listOf(EffectiveMapping item) {
    return mapping("type", "array", "items", item);
  }

  static EffectiveMapping texts() {
    return listOf(text());
  }

  /// Values by any name.
  static EffectiveMapping mapOf(EffectiveMapping value) {
    return mapping("type", "object", "additionalProperties", value);
  }

  /// An object of which no more is known.
  ///
  /// @param description what is in it, in words
  static EffectiveMapping anything(String description) {
    return mapping("description", description, "type", "object", "additionalProperties", true);
  }

  /// A list of just these, in turn.
  static EffectiveMapping tuple(EffectiveMapping... items) {
    return mapping(
        "type",
        "array",
        "prefixItems",
        List.of(items),
        "minItems",
        (long) items.length,
        "maxItems",
        (long) items.length);
  }

  static EffectiveMapping either(EffectiveMapping... shapes) {
    return mapping("anyOf", List.of(shapes));
  }

  static EffectiveMapping orNull(EffectiveMapping shape) {
    return either(shape, mapping("type", "null"));
  }

  /// An object with these fields.
  ///
  /// @param namesAndShapes of the fields in turn; a name that ends in `?` may be missing
  static EffectiveMapping object(Object... namesAndShapes) {
    EffectiveMapping properties = mapping();
    List<String> required = new ArrayList<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      String name = (String) namesAndShapes[i];
      boolean optional = name.endsWith("?");
      String plain = optional ? name.substring(0, name.length() - 1) : name;
      properties.put(plain, namesAndShapes[i + 1], true);
      if (!optional) {
        required.add(plain);
      }
    }
    EffectiveMapping object = mapping("type", "object", "properties", properties);
    object.put("required", required, !required.isEmpty());
    return object;
  }
}
