package io.vigie.server;

import io.vigie.rules.file.RuleFile;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.apirules.ApiRules;
import io.vigie.server.ruleedit.RuleEditing;
import java.io.IOException;
import java.util.List;

/// The rules in force, for whoever edits their files.
record RulesInForce(Evaluating evaluating, Configuration configuration)
    implements RuleEditing.InForce {
  @Override
  public RuleSet rules() {
    return evaluating.inForce();
  }

  @Override
  public boolean isConfigured(RuleFile file) {
    return !file.name().equals(ApiRules.FILE);
  }

  @Override
  public List<String> patterns() {
    return configuration.state().config().ruleFiles();
  }

  @Override
  public void take(RuleFile changed) {
    evaluating.takeNewVersion(changed);
  }

  @Override
  public <T> T betweenReloads(RuleEditing.Deed<T> deed) throws IOException {
    return configuration.betweenReloads(deed::run);
  }
}
