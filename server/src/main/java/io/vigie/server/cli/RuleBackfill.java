package io.vigie.server.cli;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Staleness;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition.Recording;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.schedule.EvaluationTimes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Appends what recording rules would have recorded, had they been there all along. What they would
/// have read is asked of a server that has it, two hours at a time, at the instants at which their
/// groups are due here. Belongs to one thread.
final class RuleBackfill {
  private static final long WINDOW_MILLIS = Duration.ofHours(2).toMillis();

  private final MetricStore store;
  private final Server server;
  private final long startMillis;
  private final long endMillis;
  private final Duration defaultInterval;
  private long appended;
  private long duplicates;
  private long refused;
  private long histograms;

  /// A server that has what the rules read.
  @FunctionalInterface
  interface Server {
    /// The `data` of a range query.
    JsonNode queryRange(String expression, String start, String end, String step)
        throws IOException;
  }

  /// What became of the samples.
  ///
  /// @param histograms native histograms left out: the query API does not give all of them
  record Outcome(long appended, long duplicates, long refused, long histograms) {}

  /// @param defaultInterval of groups that have none
  RuleBackfill(
      MetricStore store,
      Server server,
      long startMillis,
      long endMillis,
      Duration defaultInterval) {
    this.store = store;
    this.server = server;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.defaultInterval = defaultInterval;
  }

  /// @throws IOException if the server has no answer to a rule, or the samples cannot be stored;
  ///   what came before is stored
  Outcome run(List<RuleFile> files) throws IOException {
    for (RuleFile file : files) {
      for (GroupDefinition group : file.groups()) {
        System.err.println("processing group " + group.name());
        run(file, group);
      }
    }
    return new Outcome(appended, duplicates, refused, histograms);
  }

  private void run(RuleFile file, GroupDefinition group) throws IOException {
    Duration interval = group.interval().orElse(defaultInterval);
    String key = new RuleGroup.Setting(file.name(), group, interval, Duration.ZERO).key();
    EvaluationTimes times = EvaluationTimes.of(key, interval.toMillis());
    for (int i = 0; i < group.rules().size(); i++) {
      if (group.rules().get(i) instanceof Recording rule) {
        System.err.println("processing rule " + i + ", " + rule.name());
        run(rule, times);
      }
    }
  }

  private void run(Recording rule, EvaluationTimes times) throws IOException {
    long from = startMillis;
    while (from <= endMillis) {
      long to = Math.min(endMillis, from - Math.floorMod(from, WINDOW_MILLIS) + WINDOW_MILLIS - 1);
      long first = times.after(from - 1);
      if (first <= to) {
        append(
            rule,
            server.queryRange(
                rule.expression().written(),
                seconds(first),
                seconds(to),
                seconds(times.intervalMillis())));
      }
      from = to + 1;
    }
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private void append(Recording rule, JsonNode data) throws IOException {
    try (Appender appender = store.appender()) {
      for (JsonNode series : data.path("result")) {
        long reference = appender.reference(labels(rule, series.path("metric")));
        for (JsonNode point : series.path("values")) {
          long at = Math.round(point.path(0).asDouble() * 1000);
          count(appender.append(reference, at, value(point.path(1).asString())));
        }
        histograms += series.path("histograms").size();
      }
      appender.commit();
    }
  }

  /// As the rule itself would do.
  private static Labels labels(Recording rule, JsonNode answered) {
    Labels.Builder labels = Labels.EMPTY.toBuilder();
    answered.properties().forEach(label -> labels.set(label.getKey(), label.getValue().asString()));
    labels.set(Labels.METRIC_NAME, rule.name());
    rule.labels().forEach(labels::set);
    return labels.build();
  }

  private static double value(String text) throws IOException {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Staleness.ORDINARY_NAN;
      default -> parse(text);
    };
  }

  private static double parse(String text) throws IOException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IOException("the server answered a value \"" + text + "\"", e);
    }
  }

  private void count(AppendOutcome outcome) {
    switch (outcome) {
      case ACCEPTED -> appended++;
      case DUPLICATE -> duplicates++;
      default -> refused++;
    }
  }
}
