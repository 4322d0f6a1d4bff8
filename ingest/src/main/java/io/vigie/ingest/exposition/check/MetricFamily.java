package io.vigie.ingest.exposition.check;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One metric family as it was exposed. A histogram or summary has one metric for all its series
/// that differ in `le` or `quantile` only; other types have one for each line.
final class MetricFamily {
  private final String name;
  private MetricType type = MetricType.UNKNOWN;
  private boolean typeSaid;
  private String help = "";
  private boolean helpSaid;

  /// Labels of each metric, without the metric's name.
  private final List<Labels> metrics = new ArrayList<>();

  /// Buckets or quantiles of each metric of a histogram or summary.
  private final Map<Labels, Integer> partsByLabels = new LinkedHashMap<>();

  MetricFamily(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  MetricType type() {
    return type;
  }

  String help() {
    return help;
  }

  List<Labels> metrics() {
    return metrics;
  }

  boolean isComposite() {
    return type == MetricType.HISTOGRAM || type == MetricType.SUMMARY;
  }

  /// Takes a `TYPE` line.
  void type(MetricType said) throws MalformedMetricsException {
    if (typeSaid || !metrics.isEmpty()) {
      throw new MalformedMetricsException(
          "second TYPE line for metric name \"%s\", or TYPE reported after samples"
              .formatted(name));
    }
    type = said;
    typeSaid = true;
  }

  /// Takes a `HELP` line.
  void help(String said) throws MalformedMetricsException {
    if (helpSaid) {
      throw new MalformedMetricsException(
          "second HELP line for metric name \"%s\"".formatted(name));
    }
    help = said;
    helpSaid = true;
  }

  /// Takes a sample.
  ///
  /// @param labels without the metric's name
  void add(Labels labels) {
    if (!isComposite()) {
      metrics.add(labels);
      return;
    }
    String part = type == MetricType.HISTOGRAM ? "le" : "quantile";
    Labels common = labels.without(List.of(part));
    if (!partsByLabels.containsKey(common)) {
      metrics.add(common);
    }
    partsByLabels.merge(common, labels.has(part) ? 1 : 0, Integer::sum);
  }

  /// Series that the family makes; for histograms and summaries as if all metrics had as many
  /// buckets or quantiles as the first.
  int cardinality() {
    if (!isComposite() || metrics.isEmpty()) {
      return metrics.size();
    }
    return metrics.size() * (2 + partsByLabels.getOrDefault(metrics.getFirst(), 0));
  }
}
