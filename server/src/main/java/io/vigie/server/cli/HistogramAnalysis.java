package io.vigie.server.cli;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Says which buckets of histograms are in use: line by line, then a summary of the native and of
/// the classic ones. The words are those of `promtool query analyze`.
final class HistogramAnalysis {
  private static final String HEADER =
      """
      Bucket stats for each histogram series over time
      ------------------------------------------------
      First the min, avg, and max number of populated buckets, followed by the total
      number of buckets (only if different from the max number of populated buckets
      which is typical for classic but not native histograms).
      """;
  private static final String FOOTER =
      """

      Aggregated bucket stats
      -----------------------
      Each line shows min/avg/max over the series above.\
      """;
  private static final String BUCKET_SUFFIX = "_bucket";
  private static final String BUCKET_LABEL = "le";

  private final PrintStream out;
  private final BucketSummary natives = new BucketSummary("Native");
  private final BucketSummary classics = new BucketSummary("Classic");

  HistogramAnalysis(PrintStream out) {
    this.out = out;
    out.println(HEADER);
  }

  /// @param matrix what a range of one selector was answered with. Series that are no part of a
  ///   histogram are passed over
  void add(JsonNode matrix) throws IOException {
    Map<String, List<JsonNode>> buckets = new LinkedHashMap<>();
    for (JsonNode series : matrix) {
      if (series.path("values").isEmpty()) {
        Optional<BucketUsage> usage = BucketCounting.ofNative(series);
        usage.ifPresent(natives::add);
        usage.ifPresent(u -> print(AnswerText.series(series.path("metric")), "native", u));
      } else {
        histogram(series.path("metric"))
            .ifPresent(name -> buckets.computeIfAbsent(name, _ -> new ArrayList<>()).add(series));
      }
    }
    for (Map.Entry<String, List<JsonNode>> classic : buckets.entrySet()) {
      Optional<BucketUsage> usage = BucketCounting.ofClassic(classic.getValue());
      usage.ifPresent(classics::add);
      usage.ifPresent(u -> print(classic.getKey(), "classic", u));
    }
  }

  private void print(String name, String kind, BucketUsage usage) {
    out.println("- " + name + " (" + kind + "): " + usage.text());
  }

  /// What the buckets of one classic histogram have in common; empty if this is no bucket.
  private static Optional<String> histogram(JsonNode metric) {
    String name = metric.path(Labels.METRIC_NAME).asString("");
    return metric.has(BUCKET_LABEL) && name.endsWith(BUCKET_SUFFIX)
        ? Optional.of(name + AnswerText.labels(metric, Set.of(Labels.METRIC_NAME, BUCKET_LABEL)))
        : Optional.empty();
  }

  void printSummary() {
    out.println(FOOTER);
    natives.lines().forEach(out::println);
    classics.lines().forEach(out::println);
  }
}
