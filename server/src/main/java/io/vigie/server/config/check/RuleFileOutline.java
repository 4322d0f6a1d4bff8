package io.vigie.server.config.check;

import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What can be said of a rule file without evaluating it: that it is well formed, its expressions
/// included, how many rules it has, and which of them stand in it twice.
record RuleFileOutline(List<Rule> rules) {
  /// @param name of the metric recorded, or of the alert
  record Rule(String name, Map<String, String> labels) {}

  /// @throws io.vigie.config.yaml.ConfigException if the file is not well formed
  static RuleFileOutline read(Path file, boolean ignoreUnknownFields) throws IOException {
    return new Reading(ignoreUnknownFields).read(YamlFile.read(file).mapping());
  }

  /// A description of the rules that stand in the file more than once; promtool's words.
  Optional<String> duplicates() {
    Set<Rule> seen = new LinkedHashSet<>();
    Set<Rule> duplicates = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (!seen.add(rule)) {
        duplicates.add(rule);
      }
    }
    if (duplicates.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(duplicates.size() + " duplicate rule(s) found.\n");
    for (Rule rule : duplicates) {
      text.append("Metric: ").append(rule.name()).append("\nLabel(s):\n");
      rule.labels()
          .forEach((name, value) ->
              text.append('\t').append(name).append(": ").append(value).append('\n'));
    }
    return Optional.of(
        text.append("Might cause inconsistency while recording expressions").toString());
  }

  private static final class Reading {
    private final boolean ignoreUnknownFields;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> groupNames = new LinkedHashSet<>();

    Reading(boolean ignoreUnknownFields) {
      this.ignoreUnknownFields = ignoreUnknownFields;
    }

    RuleFileOutline read(MappingReader top) {
      top.list("groups", "empty or null rule group", this::group);
      finish(top);
      return new RuleFileOutline(List.copyOf(rules));
    }

    private String group(MappingReader group) {
      String name = group.string("name");
      group.duration("interval", Duration.ZERO);
      group.duration("query_offset", Duration.ZERO);
      group.count("limit", 0);
      Map<String, String> labels = group.stringMap("labels");
      group.list("rules", "empty or null rule", rule -> rule(rule, labels));
      finish(group);
      if (name.isEmpty()) {
        throw group.error("Groupname must not be empty");
      }
      if (!groupNames.add(name)) {
        throw group.error("name", "groupname: \"" + name + "\" is repeated in the same file");
      }
      return name;
    }

    private Rule rule(MappingReader reader, Map<String, String> groupLabels) {
      String record = reader.string("record");
      String alert = reader.string("alert");
      String expr = reader.string("expr");
      reader.duration("for", Duration.ZERO);
      reader.duration("keep_firing_for", Duration.ZERO);
      Map<String, String> labels = new TreeMap<>(groupLabels);
      labels.putAll(reader.stringMap("labels"));
      reader.stringMap("annotations");
      finish(reader);
      if (record.isEmpty() == alert.isEmpty()) {
        throw reader.error(
            record.isEmpty()
                ? "one of 'record' or 'alert' must be set"
                : "only one of 'record' and 'alert' must be set");
      }
      checkExpression(reader, expr);
      Rule rule = new Rule(record.isEmpty() ? alert : record, labels);
      rules.add(rule);
      return rule;
    }

    private static void checkExpression(MappingReader reader, String expr) {
      if (expr.isEmpty()) {
        throw reader.error("field 'expr' must be set in rule");
      }
      try {
        new PromqlParser(ParserOptions.DEFAULT).parse(expr);
      } catch (PromqlParseException e) {
        throw reader.error("expr", "could not parse expression: " + e.getMessage());
      }
    }

    private void finish(MappingReader reader) {
      if (!ignoreUnknownFields) {
        reader.finish();
      }
    }
  }
}
