package io.vigie.config.yaml;

import java.util.List;

/// A piece of a YAML document, with aliases and merge keys already resolved. A node that was named
/// by an anchor may stand at several places of the tree.
public sealed interface YamlNode {
  /// Where it begins.
  Position position();

  /// A single value as it was written. Its type is decided by who reads it.
  ///
  /// @param text without quotes; bytes of `!!binary` that are not UTF-8 are lone surrogates
  ///   (`U+DC80` + byte − 0x80)
  /// @param plain written without quotes, so that `null` and `~` mean nothing
  record Scalar(String text, boolean plain, Position position) implements YamlNode {
    /// Whether this is YAML's null: nothing, `~` or `null`.
    public boolean isNull() {
      return plain
          && (text.isEmpty()
              || text.equals("~")
              || text.equals("null")
              || text.equals("Null")
              || text.equals("NULL"));
    }
  }

  /// A list.
  record Sequence(List<YamlNode> items, Position position) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// Keys with values, in the order written, no key twice.
  record Mapping(List<Entry> entries, Position position) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /// One key with its value.
  record Entry(Scalar key, YamlNode value) {}

  /// Whether this is YAML's null.
  default boolean isEmpty() {
    return this instanceof Scalar scalar && scalar.isNull();
  }
}
