package io.vigie.ingest.collect.cloudwatch;

import com.google.re2j.Pattern;
import io.vigie.config.yaml.MappingReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads an entry of `metrics`, with the keys of cloudwatch_exporter's file.
final class MetricGroupReader {
  private static final List<String> STATISTICS =
      List.of("Sum", "SampleCount", "Minimum", "Maximum", "Average");
  private static final Pattern EXTENDED =
      Pattern.compile("IQM|(p|tm|tc|ts|wm)[0-9.]+|(PR|TM|TC|TS|WM)\\([0-9.%:]+\\)");
  private static final int MOST_DIMENSIONS = 30;
  private static final int LONGEST_SECONDS = 86_400 * 14;

  private MetricGroupReader() {}

  /// Reads and finishes the mapping.
  ///
  /// @param usual for what the entry leaves open
  static MetricGroup read(MappingReader reader, QueryWindow usual) {
    String namespace = required(reader, "aws_namespace", "AWS/SQS");
    String metric = required(reader, "aws_metric_name", "NumberOfMessagesReceived");
    List<String> dimensions = reader.strings("aws_dimensions");
    DimensionSelection selection = DimensionSelection.read(reader, dimensions);
    List<Statistic> statistics =
        statistics(reader).stream().map(each -> new Statistic(metric, each)).toList();
    QueryWindow window =
        new QueryWindow(
            seconds(reader, "period_seconds", usual.period()),
            seconds(reader, "delay_seconds", usual.delay()),
            seconds(reader, "range_seconds", usual.range()));
    boolean ownTimes = reader.bool("set_timestamp", false);
    reader.finish();
    if (ownTimes) {
      throw reader.error(
          "set_timestamp",
          "set_timestamp: samples have the time at which they were asked for: take it out");
    }
    checkDimensions(reader, dimensions);
    String problem = window.problem();
    if (!problem.isEmpty()) {
      throw reader.error(reader.path() + ": " + problem);
    }
    return new MetricGroup(namespace, dimensions, metric, statistics, selection, window, false);
  }

  private static String required(MappingReader reader, String key, String example) {
    String text = reader.string(key);
    if (text.isEmpty()) {
      throw reader.error(reader.path() + ": " + key + " is missing: such as " + example);
    }
    return text;
  }

  private static List<String> statistics(MappingReader reader) {
    List<String> statistics = new ArrayList<>(reader.strings("aws_statistics"));
    List<String> extended = reader.strings("aws_extended_statistics");
    for (String statistic : statistics) {
      if (!STATISTICS.contains(statistic)) {
        throw reader.error(
            "aws_statistics",
            "aws_statistics: \"" + statistic + "\": one of " + String.join(", ", STATISTICS));
      }
    }
    for (String statistic : extended) {
      if (!EXTENDED.matches(statistic)) {
        throw reader.error(
            "aws_extended_statistics",
            "aws_extended_statistics: \"" + statistic + "\" is not like p99 or tm95");
      }
    }
    statistics.addAll(extended);
    return statistics.isEmpty() ? STATISTICS : statistics.stream().distinct().toList();
  }

  private static Duration seconds(MappingReader reader, String key, Duration usual) {
    return Duration.ofSeconds(reader.wholeNumber(key, usual.toSeconds(), 0, LONGEST_SECONDS));
  }

  private static void checkDimensions(MappingReader reader, List<String> dimensions) {
    long labels = dimensions.stream().map(CloudWatchNames::label).distinct().count();
    if (labels < dimensions.size()) {
      throw reader.error("aws_dimensions", "aws_dimensions: two would be the same label");
    }
    if (dimensions.contains("") || dimensions.size() > MOST_DIMENSIONS) {
      throw reader.error(
          "aws_dimensions", "aws_dimensions: from 0 to " + MOST_DIMENSIONS + " names, none empty");
    }
  }
}
