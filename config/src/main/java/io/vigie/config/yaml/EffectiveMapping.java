package io.vigie.config.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was read from a mapping, defaults filled in, secrets masked, paths resolved: what
/// `/api/v1/status/config` shows. Values are texts, `Boolean`, `Long`, `Double`, lists of values
/// and further mappings.
///
/// Built by one thread; then immutable as far as anybody else can see.
public final class EffectiveMapping {
  /// @param shown false for what was not given and means nothing by default
  record Entry(Object value, boolean shown) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// Notes a value; `shown` is false for what was not given and means nothing by default.
  public void put(String key, Object value, boolean shown) {
    entries.put(key, new Entry(value, shown));
  }

  /// Adds what another mapping says to the end of this one.
  void putAll(EffectiveMapping other) {
    entries.putAll(other.entries);
  }

  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  boolean showsNothing() {
    return entries.values().stream().noneMatch(Entry::shown);
  }

  /// The value at a path such as `scrape_configs[0].tls_config.ca_file`, also of settings that were
  /// not given; nothing if there is no such setting.
  public Optional<Object> find(String path) {
    List<String> steps = new ArrayList<>(List.of(path.replace("[", ".[").split("\\.")));
    Object at = this;
    for (String step : steps) {
      Optional<Object> next = step(at, step);
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Object> step(Object at, String step) {
    if (step.startsWith("[") && at instanceof List<?> list) {
      int index = Integer.parseInt(step.substring(1, step.length() - 1));
      return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }
    return at instanceof EffectiveMapping mapping
        ? Optional.ofNullable(mapping.entries.get(step)).map(Entry::value)
        : Optional.empty();
  }

  /// This as YAML, without what was not given and means nothing.
  public String toYaml() {
    return YamlPrinter.print(this);
  }
}
