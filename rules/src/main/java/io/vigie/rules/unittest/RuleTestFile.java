package io.vigie.rules.unittest;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.Labels;
import io.vigie.promql.script.HistogramNotation;
import io.vigie.promql.script.ScriptException;
import io.vigie.promql.script.SequenceValue;
import io.vigie.promql.script.SeriesLine;
import io.vigie.promql.script.SeriesNotation;
import io.vigie.rules.unittest.RuleTest.AlertCase;
import io.vigie.rules.unittest.RuleTest.ExpectedAlert;
import io.vigie.rules.unittest.RuleTest.ExpectedSample;
import io.vigie.rules.unittest.RuleTest.ExpressionCase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A file of unit tests.
///
/// @param ruleFiles patterns of paths
/// @param evaluationInterval between evaluations of the rules
/// @param groupOrder names of groups in the order of their evaluation
/// @param fuzzy whether values may differ by the smallest possible amount
record RuleTestFile(
    List<Path> ruleFiles,
    Duration evaluationInterval,
    List<String> groupOrder,
    boolean fuzzy,
    List<RuleTest> tests) {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  /// @throws ConfigException if it is not well formed
  /// @throws IOException if it cannot be read
  static RuleTestFile read(Path path) throws IOException {
    MappingReader top = YamlFile.read(path).mapping();
    List<Path> ruleFiles = top.paths("rule_files");
    Duration interval = positive(top.duration("evaluation_interval", DEFAULT_INTERVAL));
    List<String> order = top.strings("group_eval_order");
    boolean fuzzy = top.bool("fuzzy_compare", false);
    List<RuleTest> tests = top.list("tests", "empty or null test", test -> test(test, interval));
    top.finish();
    HashSet<String> names = new HashSet<>();
    order.forEach(name -> {
      if (!names.add(name)) {
        throw top.error("group_eval_order", "group name repeated in evaluation order: " + name);
      }
    });
    return new RuleTestFile(ruleFiles, interval, order, fuzzy, tests);
  }

  private static Duration positive(Duration duration) {
    return duration.isPositive() ? duration : DEFAULT_INTERVAL;
  }

  private static RuleTest test(MappingReader reader, Duration evaluationInterval) {
    Duration interval = reader.duration("interval", Duration.ZERO);
    RuleTest test =
        new RuleTest(
            reader.string("name"),
            interval.isPositive() ? interval : evaluationInterval,
            startMillis(reader),
            reader.list("input_series", "empty or null series", RuleTestFile::series),
            reader.list("alert_rule_test", "empty or null test", RuleTestFile::alertCase),
            reader.list("promql_expr_test", "empty or null test", RuleTestFile::expressionCase),
            Labels.of(reader.stringMap("external_labels")),
            reader.uri("external_url").orElse(URI.create("")));
    reader.finish();
    return test;
  }

  /// RFC 3339, or seconds since the epoch.
  private static long startMillis(MappingReader reader) {
    String text = reader.string("start_timestamp");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : new BigDecimal(text).movePointRight(3).longValue();
    } catch (DateTimeParseException | NumberFormatException e) {
      throw reader.error(
          "start_timestamp",
          "start_timestamp: \""
              + text
              + "\" is neither like 2026-01-01T00:00:00Z nor a number of seconds");
    }
  }

  private static SeriesLine series(MappingReader reader) {
    String line = reader.string("series") + " " + reader.string("values");
    reader.finish();
    try {
      return SeriesNotation.parse(line);
    } catch (ScriptException e) {
      throw reader.error("series", String.valueOf(e.getMessage()));
    }
  }

  private static AlertCase alertCase(MappingReader reader) {
    Duration at = reader.duration("eval_time", Duration.ZERO);
    String name = reader.string("alertname");
    List<ExpectedAlert> alerts =
        reader.list("exp_alerts", "empty or null alert", alert -> alert(alert, name));
    reader.finish();
    if (name.isEmpty()) {
      throw reader.error("an item under alert_rule_test misses required attribute alertname");
    }
    return new AlertCase(at, name, alerts);
  }

  private static ExpectedAlert alert(MappingReader reader, String name) {
    Labels labels = Labels.of(reader.stringMap("exp_labels")).with("alertname", name);
    Labels annotations = Labels.of(reader.stringMap("exp_annotations"));
    reader.finish();
    return new ExpectedAlert(labels, annotations);
  }

  private static ExpressionCase expressionCase(MappingReader reader) {
    ExpressionCase read =
        new ExpressionCase(
            reader.duration("eval_time", Duration.ZERO),
            reader.string("expr"),
            reader.list("exp_samples", "empty or null sample", RuleTestFile::sample));
    reader.finish();
    return read;
  }

  private static ExpectedSample sample(MappingReader reader) {
    String labels = reader.string("labels");
    double value = reader.number("value", 0);
    String histogram = reader.string("histogram");
    reader.finish();
    try {
      return new ExpectedSample(
          labels.isEmpty() ? Labels.EMPTY : SeriesNotation.parse(labels + " 0").labels(),
          value,
          histogram.isEmpty() ? Optional.empty() : Optional.of(histogram(histogram)));
    } catch (ScriptException e) {
      throw reader.error(String.valueOf(e.getMessage()));
    }
  }

  private static String histogram(String text) throws ScriptException {
    List<SequenceValue> values = SeriesNotation.parseValues(text);
    return values.getFirst() instanceof SequenceValue.HistogramValue(var histogram, _)
        ? HistogramNotation.print(histogram)
        : text;
  }
}
