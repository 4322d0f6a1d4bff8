package io.vigie.alerts.config;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.config.yaml.MappingReader;
import java.util.List;

/// While an alert matches `source`, alerts that match `target` and agree with it in the labels
/// `equal` are not notified about.
///
/// @param name empty for none
public record InhibitRuleConfig(String name, Matchers source, Matchers target, List<String> equal) {
  public InhibitRuleConfig {
    equal = List.copyOf(equal);
  }

  public static InhibitRuleConfig read(MappingReader reader, MatcherSyntax syntax) {
    InhibitRuleConfig rule =
        new InhibitRuleConfig(
            reader.string("name"),
            MatcherReader.read(
                reader, "source_match", "source_match_re", "source_matchers", syntax),
            MatcherReader.read(
                reader, "target_match", "target_match_re", "target_matchers", syntax),
            reader.strings("equal"));
    reader.finish();
    for (String label : rule.equal) {
      if (!syntax.isValidLabelName(label)) {
        throw reader.error("equal", "invalid label name \"" + label + "\" in equal list");
      }
    }
    return rule;
  }
}
