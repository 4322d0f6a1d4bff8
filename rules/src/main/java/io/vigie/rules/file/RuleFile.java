package io.vigie.rules.file;

import java.util.List;

/// The groups of one rule file.
///
/// @param name the path under which the file was read; part of the identity of its groups
public record RuleFile(String name, List<GroupDefinition> groups) {
  public RuleFile {
    groups = List.copyOf(groups);
  }

  /// All rules of all groups, in the order written.
  public List<RuleDefinition> rules() {
    return groups.stream().flatMap(group -> group.rules().stream()).toList();
  }
}
