package io.vigie.server.http.openapi;

import io.vigie.config.yaml.EffectiveMapping;

/// Mappings written in one expression.
final class Yaml {
  private Yaml() {}

  /// A mapping of keys and values in turn.
  static EffectiveMapping mapping(Object... keysAndValues) {
    EffectiveMapping written = new EffectiveMapping();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      written.put((String) keysAndValues[i], keysAndValues[i + 1], true);
    }
    return written;
  }

  /// What only points to a schema of the document.
  static EffectiveMapping schema(String name) {
    return mapping("$ref", "#/components/schemas/" + name);
  }
}
