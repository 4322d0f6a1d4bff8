package io.vigie.rules.edit;

import java.util.Optional;

/// Which rule or group of a file.
///
/// @param group its name
/// @param rule which of its rules; empty for the group as a whole
public record RuleAddress(String group, Optional<RuleInGroup> rule) {
  /// @param index in the group, from 0
  /// @param name that it is expected to have: another one stands there if the file was changed
  public record RuleInGroup(int index, String name) {}

  public static RuleAddress ofGroup(String group) {
    return new RuleAddress(group, Optional.empty());
  }

  public static RuleAddress ofRule(String group, int index, String name) {
    return new RuleAddress(group, Optional.of(new RuleInGroup(index, name)));
  }

  @Override
  public String toString() {
    return rule.map(RuleInGroup::name).map(name -> "rule \"" + name + "\" of ").orElse("")
        + "group \""
        + group
        + '"';
  }
}
