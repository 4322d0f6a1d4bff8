package io.vigie.rules.file;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.rules.file.RuleDefinition.Place;
import io.vigie.rules.file.RuleDefinition.RuleExpression;
import io.vigie.rules.template.RuleTemplates;
import io.vigie.template.TemplateException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the rules of one group, in order. Goes on after a mistake, to find the others too.
final class RuleReading {
  private final RuleFileOptions options;
  private final PromqlParser parser;
  private final String groupName;
  private final Map<String, String> groupLabels;
  private final Problems problems;
  private int rulesRead;

  RuleReading(
      RuleFileOptions options,
      PromqlParser parser,
      String groupName,
      Map<String, String> groupLabels,
      Problems problems) {
    this.options = options;
    this.parser = parser;
    this.groupName = groupName;
    this.groupLabels = groupLabels;
    this.problems = problems;
  }

  /// @return nothing if the rule is wrong
  Optional<RuleDefinition> rule(MappingReader reader) {
    rulesRead++;
    int before = problems.count();
    RuleFields fields = RuleFields.read(reader, problems);
    if (!options.ignoreUnknownFields()) {
      reader.unknownKeys().forEach(problems::add);
    }
    // A mistyped key, or a value of another kind, says more than what its absence leads to.
    if (problems.count() == before) {
      checkKind(reader, fields);
    }
    Optional<RuleExpression> expression = expression(reader, fields, before);
    checkNames(reader, fields);
    if (fields.isRecording()) {
      checkRecording(reader, fields);
    }
    if (!fields.alert().isEmpty()) {
      checkTemplates(reader, fields, "label", fields.labels());
      checkTemplates(reader, fields, "annotation", fields.annotations());
    }
    return problems.count() == before
        ? expression.map(it -> build(reader, fields, it))
        : Optional.empty();
  }

  private void checkKind(MappingReader reader, RuleFields fields) {
    if (fields.record().isEmpty() == fields.alert().isEmpty()) {
      String only = fields.record().isEmpty() ? "one of" : "only one of";
      String and = fields.record().isEmpty() ? "or" : "and";
      report(reader, fields, "", only + " 'record' " + and + " 'alert' must be set");
    }
  }

  private RuleDefinition build(MappingReader reader, RuleFields fields, RuleExpression expression) {
    Map<String, String> merged = new TreeMap<>(groupLabels);
    merged.putAll(fields.labels());
    Labels labels = Labels.of(merged);
    Place place = new Place(reader.position().line(), reader.position("expr").line());
    return fields.isRecording()
        ? new RuleDefinition.Recording(fields.record(), expression, labels, place)
        : new RuleDefinition.Alerting(
            fields.alert(),
            expression,
            labels,
            Labels.of(fields.annotations()),
            fields.hold(),
            fields.keepFiring(),
            place);
  }

  private Optional<RuleExpression> expression(
      MappingReader reader, RuleFields fields, int problemsBefore) {
    if (fields.expr().isEmpty()) {
      if (problems.count() == problemsBefore) {
        report(reader, fields, "", "field 'expr' must be set in rule");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(RuleExpression.of(parser.parse(fields.expr()), fields.expr()));
    } catch (PromqlParseException e) {
      report(reader, fields, "expr", "could not parse expression: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void checkNames(MappingReader reader, RuleFields fields) {
    names(reader, fields, "labels").labels(fields.labels());
    names(reader, fields, "annotations").annotations(fields.annotations());
  }

  private void checkRecording(MappingReader reader, RuleFields fields) {
    refuse(reader, fields, "annotations", !fields.annotations().isEmpty());
    refuse(reader, fields, "for", !fields.hold().isZero());
    refuse(reader, fields, "keep_firing_for", !fields.keepFiring().isZero());
    names(reader, fields, "record").recordedMetric(fields.record());
  }

  private void checkTemplates(
      MappingReader reader, RuleFields fields, String kind, Map<String, String> texts) {
    texts.forEach((name, text) -> {
      try {
        RuleTemplates.check(fields.alert(), text);
      } catch (TemplateException e) {
        String problem = "%s %s: %s".formatted(kind, GoText.quote(name), e.getMessage());
        report(reader, fields, kind + "s", problem);
      }
    });
  }

  private void refuse(MappingReader reader, RuleFields fields, String key, boolean isGiven) {
    if (isGiven) {
      report(reader, fields, key, "invalid field '" + key + "' in recording rule");
    }
  }

  private NameChecks names(MappingReader reader, RuleFields fields, String key) {
    return new NameChecks(options.validation(), problem -> report(reader, fields, key, problem));
  }

  /// @param key whose value is to blame; empty if it is the rule as a whole
  private void report(MappingReader reader, RuleFields fields, String key, String problem) {
    String message =
        "group %s, rule %d, %s: %s"
            .formatted(GoText.quote(groupName), rulesRead, GoText.quote(fields.name()), problem);
    ConfigException error = key.isEmpty() ? reader.error(message) : reader.error(key, message);
    problems.add(error);
  }
}
