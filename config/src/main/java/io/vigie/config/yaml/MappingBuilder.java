package io.vigie.config.yaml;

import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the entries of one mapping: refuses a key given twice and carries out merge keys
/// (`<<`), whose entries count only where the mapping itself does not have the key.
final class MappingBuilder {
  private final String source;
  private final Map<String, Entry> own = new LinkedHashMap<>();
  private final Map<String, Entry> merged = new LinkedHashMap<>();

  MappingBuilder(String source) {
    this.source = source;
  }

  void add(Scalar key, YamlNode value) {
    if (key.plain() && key.text().equals("<<")) {
      merge(value);
    } else if (own.putIfAbsent(key.text(), new Entry(key, value)) != null) {
      throw new ConfigException(
          source, key.position(), "field " + key.text() + " already set in the same section");
    }
  }

  private void merge(YamlNode value) {
    switch (value) {
      case Mapping mapping -> mapping.entries().forEach(e -> merged.putIfAbsent(e.key().text(), e));
      case Sequence sequence when sequence.items().stream().allMatch(Mapping.class::isInstance) ->
          sequence.items().forEach(this::merge);
      case Sequence _, Scalar _ ->
          throw new ConfigException(
              source, value.position(), "yaml: map merge requires map or sequence of maps");
    }
  }

  List<Entry> entries() {
    List<Entry> all = new ArrayList<>(own.values());
    merged.forEach((key, entry) -> {
      if (!own.containsKey(key)) {
        all.add(entry);
      }
    });
    return all;
  }
}
