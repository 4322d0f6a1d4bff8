package io.vigie.config.yaml;

import java.util.List;
import java.util.Map;

/// Where an item of a list stands in a text, so that it can be replaced and every other byte stays.
///
/// @param inLines whether lines of its own hold it, the first of which begins with a dash; else it
///   stands between brackets, with others
/// @param start index of its first character; of its first line's, if it has lines
/// @param end index behind its last character; behind the end of its last line, if it has lines.
///   Empty lines and comments that follow it are not its own, unless they are indented as it is
/// @param line of its beginning, from 1
/// @param indent how many spaces stand before its dash; 0 if it has no lines of its own
/// @param lists the lists among its values, by key; those brought by aliases and merge keys stand
///   elsewhere and are not among them
public record YamlItem(
    boolean inLines, int start, int end, int line, int indent, Map<String, List<YamlItem>> lists) {
  public YamlItem {
    lists = Map.copyOf(lists);
  }
}
