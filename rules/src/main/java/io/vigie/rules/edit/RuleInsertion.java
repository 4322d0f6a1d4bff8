package io.vigie.rules.edit;

import io.vigie.config.yaml.YamlItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where one more rule, or one more group, goes: behind the last one.
///
/// @param group whose rule it is; empty for a group
/// @param index in the file, before which it is written
/// @param line of the file on which it begins then, from 1
/// @param indent how many spaces go before each of its lines
/// @param lead what has to be written before it
/// @param lineBreak that ends its lines
public record RuleInsertion(
    Optional<String> group, int index, int line, int indent, String lead, String lineBreak) {
  private static final int USUAL_INDENT = 2;

  /// Behind the last item of a list, apart from it as that is from the one before.
  ///
  /// @param items of which there is at least one, each with lines of its own
  static RuleInsertion behind(List<YamlItem> items, String file, Optional<String> group) {
    YamlItem last = items.getLast();
    String lead = isApart(items, file) ? lineBreakOf(file) : "";
    return at(last.end(), last.indent(), lead, file, group);
  }

  /// At the end of a file that has no list of groups yet.
  static RuleInsertion inNewList(String file) {
    return at(file.length(), USUAL_INDENT, "groups:" + lineBreakOf(file), file, Optional.empty());
  }

  private static RuleInsertion at(
      int index, int indent, String lead, String file, Optional<String> group) {
    String lineBreak = lineBreakOf(file);
    boolean isAfterText = index > 0 && file.charAt(index - 1) != '\n';
    String before = (isAfterText ? lineBreak : "") + lead;
    long breaks = (file.substring(0, index) + before).chars().filter(c -> c == '\n').count();
    return new RuleInsertion(group, index, Math.toIntExact(breaks) + 1, indent, before, lineBreak);
  }

  /// Whether the author left an empty line before the last item.
  private static boolean isApart(List<YamlItem> items, String file) {
    return items.size() > 1
        && file.substring(items.get(items.size() - 2).end(), items.getLast().start())
            .lines()
            .anyMatch(String::isBlank);
  }

  private static String lineBreakOf(String file) {
    return file.contains("\r\n") ? "\r\n" : "\n";
  }

  /// The text as it has to stand in the file.
  String written(String text) {
    String spaces = " ".repeat(indent);
    return text.stripTrailing()
        .lines()
        .map(line -> line.isEmpty() ? line : spaces + line)
        .collect(Collectors.joining(lineBreak, lead, lineBreak));
  }
}
