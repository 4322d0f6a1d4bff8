package io.vigie.alerts.config;

import com.google.re2j.PatternSyntaxException;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads conditions in the three ways in which the file may have them.
final class MatcherReader {
  private MatcherReader() {}

  /// @param matchKey names with values, deprecated
  /// @param matchRegexKey names with expressions, deprecated
  /// @param matchersKey a list of matchers
  static Matchers read(
      MappingReader reader,
      String matchKey,
      String matchRegexKey,
      String matchersKey,
      MatcherSyntax syntax) {
    List<Matcher> all = new ArrayList<>();
    Map<String, String> equal = reader.stringMap(matchKey);
    equal.keySet().forEach(name -> checkName(reader, matchKey, name));
    equal.forEach((name, value) -> all.add(Matcher.equal(name, value)));
    regexes(reader, matchRegexKey, all);
    for (String line : reader.strings(matchersKey)) {
      try {
        all.addAll(syntax.parse(line).list());
      } catch (MatcherException e) {
        throw reader.error(matchersKey, String.valueOf(e.getMessage()));
      }
    }
    return new Matchers(all).sorted();
  }

  private static void checkName(MappingReader reader, String key, String name) {
    if (!MetricNames.isLegacyLabelName(name)) {
      throw reader.error(key, "invalid label name \"" + name + "\"");
    }
  }

  private static void regexes(MappingReader reader, String key, List<Matcher> all) {
    Map<String, String> expressions = reader.stringMap(key);
    expressions.keySet().forEach(name -> checkName(reader, key, name));
    reader
        .raw(key)
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast)
        .ifPresent(block -> checkValues(reader, key, block));
    expressions.forEach((name, expression) -> all.add(regex(reader, key, name, expression)));
  }

  private static void checkValues(MappingReader reader, String key, Mapping block) {
    for (YamlNode.Entry entry : block.entries()) {
      if (entry.value().isEmpty()) {
        throw reader.error(key, "invalid regexp value for \"" + entry.key().text() + "\"");
      }
    }
  }

  private static Matcher regex(MappingReader reader, String key, String name, String expression) {
    try {
      Matcher.of(name, Operator.REGEX, expression);
      // The anchors are part of the text: it stands in group keys.
      return Matcher.of(name, Operator.REGEX, "^(?:" + expression + ")$");
    } catch (PatternSyntaxException e) {
      throw reader.error(key, String.valueOf(e.getMessage()));
    }
  }
}
