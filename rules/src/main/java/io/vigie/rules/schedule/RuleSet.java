package io.vigie.rules.schedule;

import io.vigie.rules.evaluation.RuleGroup.Setting;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is to be evaluated.
///
/// @param evaluationInterval of groups that name none
/// @param queryOffset of groups that name none
public record RuleSet(List<RuleFile> files, Duration evaluationInterval, Duration queryOffset) {
  public RuleSet {
    files = List.copyOf(files);
    if (!evaluationInterval.isPositive()) {
      throw new IllegalArgumentException(
          "evaluation_interval must be positive, not " + evaluationInterval);
    }
  }

  /// All groups by file and name, in that order.
  public Map<String, Setting> settings() {
    Map<String, Setting> settings = new TreeMap<>();
    for (RuleFile file : files) {
      for (GroupDefinition group : file.groups()) {
        Duration interval = group.interval().orElse(evaluationInterval);
        Duration offset = group.queryOffset().orElse(queryOffset);
        Setting setting = new Setting(file.name(), group, interval, offset);
        settings.putIfAbsent(setting.key(), setting);
      }
    }
    return settings;
  }
}
