package io.vigie.server.cli;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Answers of the API as lines for people, in the form that `promtool` prints.
final class AnswerText {
  private AnswerText() {}

  static List<String> lines(JsonNode data) {
    return switch (data.path("resultType").asString("")) {
      case "vector" -> vector(data.path("result"));
      case "matrix" -> matrix(data.path("result"));
      case "scalar" -> List.of("scalar: " + sample(data.path("result")));
      case "string" -> List.of(data.path("result").path(1).asString());
      default -> list(data);
    };
  }

  private static List<String> vector(JsonNode result) {
    List<String> lines = new ArrayList<>();
    for (JsonNode element : result) {
      JsonNode sample = element.has("value") ? element.get("value") : element.get("histogram");
      lines.add(series(element.path("metric")) + " => " + sample(sample));
    }
    return lines;
  }

  private static List<String> matrix(JsonNode result) {
    List<String> lines = new ArrayList<>();
    for (JsonNode series : result) {
      lines.add(series(series.path("metric")) + " =>");
      series.path("values").forEach(sample -> lines.add(sample(sample)));
      series.path("histograms").forEach(sample -> lines.add(sample(sample)));
    }
    return lines;
  }

  /// Label sets or plain texts.
  private static List<String> list(JsonNode data) {
    List<String> lines = new ArrayList<>();
    data.forEach(item -> lines.add(item.isObject() ? series(item) : item.asString()));
    return lines;
  }

  /// `value @[timestamp]`.
  private static String sample(JsonNode pair) {
    JsonNode value = pair.path(1);
    return (value.isString() ? value.asString() : value.toString()) + " @[" + pair.path(0) + "]";
  }

  /// `name{label="value"}`, or the name alone.
  static String series(JsonNode metric) {
    String name = metric.path(Labels.METRIC_NAME).asString("");
    if (!MetricNames.isLegacyMetricName(name)) {
      return labels(metric, Set.of());
    }
    return metric.size() == 1 ? name : name + labels(metric, Set.of(Labels.METRIC_NAME));
  }

  /// `{label="value"}`.
  ///
  /// @param without labels that are left out
  static String labels(JsonNode metric, Set<String> without) {
    return metric.properties().stream()
        .filter(label -> !without.contains(label.getKey()))
        .map(label ->
            MetricNames.quoteIfNeeded(label.getKey())
                + "="
                + MetricNames.quote(label.getValue().asString()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
