package io.vigie.ingest.collect.cloudwatch;

import java.util.ArrayList;
import java.util.List;

/// One statistic of one metric: `CPUUtilization`, `Average`.
record Statistic(String metric, String statistic) {
  /// @param text a metric and its statistics, with spaces between them
  static List<Statistic> parse(String text) {
    List<String> words = List.of(text.split(" "));
    List<Statistic> statistics = new ArrayList<>();
    for (String statistic : words.subList(1, words.size())) {
      statistics.add(new Statistic(words.getFirst(), statistic));
    }
    return statistics;
  }
}
