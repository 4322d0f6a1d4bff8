package io.vigie.server.replay;

import io.vigie.config.file.FilePattern;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.config.GlobalConfig;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The rules that a configuration names.
public final class ConfiguredRules {
  private ConfiguredRules() {}

  /// Reads all rule files of a configuration.
  ///
  /// @throws io.vigie.config.yaml.ConfigException if a rule file is wrong
  /// @throws IOException if one cannot be read
  public static RuleSet read(VigieConfig config, RuleFileReader reader) throws IOException {
    Set<Path> paths = new LinkedHashSet<>();
    for (String pattern : config.ruleFiles()) {
      paths.addAll(FilePattern.of(pattern).expand());
    }
    List<RuleFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(reader.read(path));
    }
    GlobalConfig global = config.global();
    return new RuleSet(files, global.evaluationInterval(), global.ruleQueryOffset());
  }
}
