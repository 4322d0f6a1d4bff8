package io.vigie.server.config;

import io.vigie.config.yaml.MappingReader;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.alert.SeverityScale.Level;
import java.util.List;

/// Reads `vigie.severities`, which takes the place of the built-in scale.
final class SeveritiesReader {
  private static final String KEY = "severities";

  private SeveritiesReader() {}

  /// @throws io.vigie.config.yaml.ConfigException if it is no scale
  static SeverityScale read(MappingReader section) {
    List<Level> levels = section.list(KEY, "empty or null severity", SeveritiesReader::level);
    if (levels.isEmpty()) {
      return SeverityScale.DEFAULT;
    }
    try {
      return new SeverityScale(levels);
    } catch (IllegalArgumentException e) {
      throw section.error(KEY, "vigie.severities: " + e.getMessage());
    }
  }

  private static Level level(MappingReader reader) {
    Level level = new Level(reader.string("name"), reader.strings("aliases"));
    reader.finish();
    return level;
  }
}
