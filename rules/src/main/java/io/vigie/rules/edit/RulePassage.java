package io.vigie.rules.edit;

import io.vigie.config.yaml.YamlItem;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.stream.Collectors;

/// The piece of a file that a rule or a group takes.
///
/// @param address whose piece it is
/// @param line on which it begins, from 1
/// @param text as an editor shows it: without the indentation that all its lines share, and without
///   a break at its end
/// @param item where it stands
/// @param indent how many spaces were taken from its lines
/// @param lineBreak that ends its lines
/// @param groupLabels that its group gives every rule; a rule alone is not all without them
public record RulePassage(
    RuleAddress address,
    int line,
    String text,
    YamlItem item,
    int indent,
    String lineBreak,
    Labels groupLabels) {
  static RulePassage of(RuleAddress address, YamlItem item, String file, Labels groupLabels) {
    String written = file.substring(item.start(), item.end());
    String lineBreak = written.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = linesOf(written);
    boolean isShared = lines.stream().allMatch(line -> isIndented(line, item.indent()));
    int indent = isShared ? item.indent() : 0;
    String text =
        lines.stream().map(line -> without(line, indent)).collect(Collectors.joining("\n"));
    return new RulePassage(address, item.line(), text, item, indent, lineBreak, groupLabels);
  }

  /// Another text as it has to stand in the file.
  String written(String other) {
    if (!item.inLines()) {
      return other.strip();
    }
    String spaces = " ".repeat(indent);
    return linesOf(other.stripTrailing()).stream()
        .map(line -> line.isEmpty() ? line : spaces + line)
        .collect(Collectors.joining(lineBreak, "", lineBreak));
  }

  /// Whether nothing is lost when so many spaces are taken from a line.
  private static boolean isIndented(String line, int indent) {
    return line.isBlank() || line.startsWith(" ".repeat(indent));
  }

  private static String without(String line, int indent) {
    int spaces = 0;
    while (spaces < Math.min(indent, line.length()) && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return line.substring(spaces);
  }

  private static List<String> linesOf(String text) {
    return text.lines().toList();
  }
}
