package io.vigie.server.kubernetes;

import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a manifest, of which there are many more fields than are looked at here: what is
/// missing, or of another form than expected, is just not there.
record Fields(YamlNode node) {
  private Optional<Entry> entry(String key) {
    return node instanceof Mapping mapping
        ? mapping.entries().stream().filter(entry -> entry.key().text().equals(key)).findFirst()
        : Optional.empty();
  }

  Optional<YamlNode> get(String key) {
    return entry(key).map(Entry::value).filter(value -> !value.isEmpty());
  }

  boolean has(String key) {
    return get(key).isPresent();
  }

  /// The fields under a key; none if there are none.
  Fields at(String key) {
    return new Fields(get(key).orElseGet(() -> new Mapping(List.of(), position(key))));
  }

  Optional<String> text(String key) {
    return get(key).filter(Scalar.class::isInstance).map(value -> ((Scalar) value).text());
  }

  /// The items of a list under a key.
  List<Fields> items(String key) {
    return get(key)
        .filter(Sequence.class::isInstance)
        .map(list -> ((Sequence) list).items().stream().map(Fields::new).toList())
        .orElse(List.of());
  }

  List<String> texts(String key) {
    return items(key).stream()
        .map(Fields::node)
        .filter(Scalar.class::isInstance)
        .map(item -> ((Scalar) item).text())
        .toList();
  }

  /// In the order written.
  List<String> keys() {
    return node instanceof Mapping mapping
        ? mapping.entries().stream().map(entry -> entry.key().text()).toList()
        : List.of();
  }

  /// Free keys with texts, such as labels.
  Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Fields inner = at(key);
    for (String name : inner.keys()) {
      inner.text(name).ifPresent(value -> map.put(name, value));
    }
    return map;
  }

  /// Where a key stands, or else this part.
  Position position(String key) {
    return entry(key).map(entry -> entry.key().position()).orElse(node.position());
  }
}
