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
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Reads the rules of one group, in order.
final class RuleReading {
  private final RuleFileOptions options;
  private final PromqlParser parser;
  private final String groupName;
  private final Map<String, String> groupLabels;
  private int rulesRead;

  RuleReading(
      RuleFileOptions options,
      PromqlParser parser,
      String groupName,
      Map<String, String> groupLabels) {
    this.options = options;
    this.parser = parser;
    this.groupName = groupName;
    this.groupLabels = groupLabels;
  }

  /// What stands in the keys of one rule.
  private record Fields(
      String record,
      String alert,
      String expr,
      Duration hold,
      Duration keepFiring,
      Map<String, String> labels,
      Map<String, String> annotations) {
    static Fields read(MappingReader reader) {
      return new Fields(
          reader.string("record"),
          reader.string("alert"),
          reader.string("expr"),
          reader.duration("for", Duration.ZERO),
          reader.duration("keep_firing_for", Duration.ZERO),
          reader.stringMap("labels"),
          reader.stringMap("annotations"));
    }

    String name() {
      return record.isEmpty() ? alert : record;
    }
  }

  RuleDefinition rule(MappingReader reader) {
    rulesRead++;
    Fields fields = Fields.read(reader);
    if (!options.ignoreUnknownFields()) {
      reader.finish();
    }
    if (fields.record().isEmpty() == fields.alert().isEmpty()) {
      String only = fields.record().isEmpty() ? "one of" : "only one of";
      String and = fields.record().isEmpty() ? "or" : "and";
      throw error(reader, fields, "", only + " 'record' " + and + " 'alert' must be set");
    }
    RuleExpression expression = expression(reader, fields);
    if (!fields.record().isEmpty()) {
      checkRecording(reader, fields);
    }
    names(reader, fields, "labels").labels(fields.labels());
    names(reader, fields, "annotations").annotations(fields.annotations());
    if (!fields.alert().isEmpty()) {
      checkTemplates(reader, fields, "label", fields.labels());
      checkTemplates(reader, fields, "annotation", fields.annotations());
    }
    return build(reader, fields, expression);
  }

  private RuleDefinition build(MappingReader reader, Fields fields, RuleExpression expression) {
    Map<String, String> merged = new TreeMap<>(groupLabels);
    merged.putAll(fields.labels());
    Labels labels = Labels.of(merged);
    Place place = new Place(reader.position().line(), reader.position("expr").line());
    return fields.alert().isEmpty()
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

  private RuleExpression expression(MappingReader reader, Fields fields) {
    if (fields.expr().isEmpty()) {
      throw error(reader, fields, "", "field 'expr' must be set in rule");
    }
    try {
      return RuleExpression.of(parser.parse(fields.expr()), fields.expr());
    } catch (PromqlParseException e) {
      throw error(reader, fields, "expr", "could not parse expression: " + e.getMessage());
    }
  }

  private void checkRecording(MappingReader reader, Fields fields) {
    refuse(reader, fields, "annotations", !fields.annotations().isEmpty());
    refuse(reader, fields, "for", !fields.hold().isZero());
    refuse(reader, fields, "keep_firing_for", !fields.keepFiring().isZero());
    names(reader, fields, "record").recordedMetric(fields.record());
  }

  private void checkTemplates(
      MappingReader reader, Fields fields, String kind, Map<String, String> texts) {
    texts.forEach((name, text) -> {
      try {
        RuleTemplates.check(fields.alert(), text);
      } catch (TemplateException e) {
        String problem = "%s %s: %s".formatted(kind, GoText.quote(name), e.getMessage());
        throw error(reader, fields, kind + "s", problem);
      }
    });
  }

  private void refuse(MappingReader reader, Fields fields, String key, boolean isGiven) {
    if (isGiven) {
      throw error(reader, fields, key, "invalid field '" + key + "' in recording rule");
    }
  }

  private NameChecks names(MappingReader reader, Fields fields, String key) {
    return new NameChecks(options.validation(), problem -> error(reader, fields, key, problem));
  }

  /// @param key whose value is to blame; empty if it is the rule as a whole
  private ConfigException error(MappingReader reader, Fields fields, String key, String problem) {
    String message =
        "group %s, rule %d, %s: %s"
            .formatted(GoText.quote(groupName), rulesRead, GoText.quote(fields.name()), problem);
    return key.isEmpty() ? reader.error(message) : reader.error(key, message);
  }
}
