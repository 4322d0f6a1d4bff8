package io.vigie.server.http.rest;

import io.vigie.server.apirules.ApiRule;
import io.vigie.server.apirules.Thresholds;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.Problem;
import io.vigie.server.views.FieldMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what somebody asks for as a rule, in the words of the platforms.
final class RuleBody {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "expr",
          "metricName",
          "metric",
          "condition",
          "operator",
          "threshold",
          "value",
          "duration",
          "for",
          "severity",
          "description",
          "labels",
          "annotations",
          "enabled",
          "notificationChannels");

  private RuleBody() {}

  static ApiRule read(String id, JsonObject body, FieldMapping fields) {
    body.only(FIELDS);
    String name = body.required("name");
    Map<String, String> labels = new TreeMap<>(body.textMap("labels"));
    if (!body.text("severity").isEmpty()) {
      labels.put("severity", body.text("severity"));
    }
    Map<String, String> annotations = new TreeMap<>(body.textMap("annotations"));
    annotations.putIfAbsent("summary", name + ": {{ $value }}");
    if (!body.text("description").isEmpty()) {
      annotations.put("description", body.text("description"));
    }
    return new ApiRule(
        id,
        name,
        expression(body, fields),
        hold(body),
        labels,
        annotations,
        !body.has("enabled") || body.bool("enabled"),
        body.toString());
  }

  private static String expression(JsonObject body, FieldMapping fields) {
    String expression = body.text("expr");
    String metric = either(body, "metricName", "metric");
    if (expression.isEmpty() == metric.isEmpty()) {
      throw new Problem(422, "say either expr, or metricName with condition and threshold");
    }
    if (!expression.isEmpty()) {
      return expression;
    }
    try {
      return Thresholds.expression(
          fields,
          metric,
          either(body, "condition", "operator"),
          body.number(body.has("threshold") ? "threshold" : "value"));
    } catch (IllegalArgumentException e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  private static String either(JsonObject body, String one, String other) {
    String text = body.text(one);
    return text.isEmpty() ? body.text(other) : text;
  }

  /// Seconds, or a text such as `5m`.
  private static Duration hold(JsonObject body) {
    return body.seconds("duration").or(() -> body.seconds("for")).orElse(Duration.ZERO);
  }
}
