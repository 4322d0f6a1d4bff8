package io.vigie.config.yaml;

import java.util.List;
import java.util.Map;

/// Writes an [EffectiveMapping] as YAML that reads back to the same.
final class YamlPrinter {
  private final StringBuilder out = new StringBuilder();

  private YamlPrinter() {}

  static String print(EffectiveMapping mapping) {
    YamlPrinter printer = new YamlPrinter();
    printer.mapping(mapping, 0, false);
    return printer.out.toString();
  }

  /// @param inItem the first key stands behind the dash of a list item
  private void mapping(EffectiveMapping mapping, int indent, boolean inItem) {
    boolean first = inItem;
    for (Map.Entry<String, EffectiveMapping.Entry> entry : mapping.entries().entrySet()) {
      if (entry.getValue().shown()) {
        out.append(first ? "" : " ".repeat(indent)).append(scalar(entry.getKey())).append(':');
        value(entry.getValue().value(), indent);
        first = false;
      }
    }
  }

  private void value(Object value, int indent) {
    switch (value) {
      case EffectiveMapping mapping when mapping.showsNothing() -> out.append(" {}\n");
      case EffectiveMapping mapping -> {
        out.append('\n');
        mapping(mapping, indent + 2, false);
      }
      case List<?> list when list.isEmpty() -> out.append(" []\n");
      case List<?> list -> {
        out.append('\n');
        list.forEach(item -> item(item, indent));
      }
      default -> out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private void item(Object item, int indent) {
    out.append(" ".repeat(indent)).append('-');
    if (item instanceof EffectiveMapping mapping && !mapping.showsNothing()) {
      out.append(' ');
      mapping(mapping, indent + 2, true);
    } else {
      value(item, indent + 2);
    }
  }

  private static String scalar(Object value) {
    return switch (value) {
      case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Long.toString(d.longValue());
      case String text -> YamlTexts.write(text);
      default -> value.toString();
    };
  }
}
