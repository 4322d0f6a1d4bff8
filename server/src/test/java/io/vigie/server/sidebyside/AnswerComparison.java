package io.vigie.server.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Compares two answers of the query API series by series and point by point, whatever the order of
/// the series.
final class AnswerComparison {
  /// Both servers add up the same numbers, in another order.
  private static final double RELATIVE_TOLERANCE = 1e-9;

  private AnswerComparison() {}

  /// What differs, in words; empty if nothing does.
  static List<String> differences(JsonNode expected, JsonNode actual) {
    return differences(expected, actual, 0);
  }

  /// As [#differences(JsonNode, JsonNode)].
  ///
  /// @param absoluteTolerance how far a value may be off even if it is next to zero
  static List<String> differences(JsonNode expected, JsonNode actual, double absoluteTolerance) {
    Map<String, Map<String, String>> want = series(expected);
    Map<String, Map<String, String>> got = series(actual);
    List<String> differences = new ArrayList<>();
    want.forEach((labels, points) -> {
      if (!got.containsKey(labels)) {
        differences.add("missing " + labels);
      } else if (!samePoints(points, got.get(labels), absoluteTolerance)) {
        differences.add(labels + ": expected " + points + ", got " + got.get(labels));
      }
    });
    got.keySet().stream()
        .filter(labels -> !want.containsKey(labels))
        .forEach(labels -> differences.add("unexpected " + labels));
    return differences;
  }

  /// Number of points in an answer: a comparison of nothing with nothing proves nothing.
  static int points(JsonNode data) {
    return series(data).values().stream().mapToInt(Map::size).sum();
  }

  private static Map<String, Map<String, String>> series(JsonNode data) {
    Map<String, Map<String, String>> series = new TreeMap<>();
    JsonNode result = data.path("result");
    if ("scalar".equals(data.path("resultType").asString())
        || "string".equals(data.path("resultType").asString())) {
      series.put("", Map.of(result.get(0).asString(), result.get(1).asString()));
      return series;
    }
    for (JsonNode element : result) {
      Map<String, String> labels = new TreeMap<>();
      element
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
      Map<String, String> points = new TreeMap<>();
      if (element.has("value")) {
        points.put(
            element.path("value").get(0).asString(), element.path("value").get(1).asString());
      }
      element
          .path("values")
          .forEach(point -> points.put(point.get(0).asString(), point.get(1).asString()));
      series.put(labels.toString(), points);
    }
    return series;
  }

  private static boolean samePoints(
      Map<String, String> want, Map<String, String> got, double absoluteTolerance) {
    return want.keySet().equals(got.keySet())
        && want.entrySet().stream()
            .allMatch(
                point -> sameValue(point.getValue(), got.get(point.getKey()), absoluteTolerance));
  }

  private static boolean sameValue(String want, String got, double absoluteTolerance) {
    if (want.equals(got)) {
      return true;
    }
    double wanted = value(want);
    double given = value(got);
    return Double.isFinite(wanted)
        && Double.isFinite(given)
        && Math.abs(wanted - given)
            <= Math.max(
                absoluteTolerance,
                RELATIVE_TOLERANCE * Math.max(Math.abs(wanted), Math.abs(given)));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
