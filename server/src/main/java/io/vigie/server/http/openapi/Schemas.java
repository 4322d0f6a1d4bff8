package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.mapOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.http.ErrorType;
import java.util.Arrays;
import java.util.List;

/// The shapes of values and answers that the document names.
final class Schemas {
  static final String ERROR = "Error";
  static final String PROBLEM = "Problem";
  static final String TIME = "Time";
  static final String DURATION = "Duration";

  private Schemas() {}

  /// @param ownApi whether the API is Vigie's own, or that of Prometheus
  static EffectiveMapping all(boolean ownApi) {
    EffectiveMapping all =
        mapping(
            TIME,
            anyOf("Seconds since the epoch, or RFC 3339.", "date-time"),
            DURATION,
            anyOf("Seconds, or 1m30s.", "duration"),
            "Labels",
            mapOf(text()),
            PROBLEM,
            object("title", text(), "status", whole(), "detail", text()));
    HandlingSchemas.addTo(all);
    FindingSchemas.addTo(all);
    if (ownApi) {
      RestSchemas.addTo(all);
      return all;
    }
    all.put(ERROR, error(), true);
    QuerySchemas.addTo(all);
    TreeSchemas.addTo(all);
    ExplanationSchemas.addTo(all);
    TargetSchemas.addTo(all);
    RuleSchemas.addTo(all);
    AlertSchemas.addTo(all);
    HistorySchemas.addTo(all);
    StatusSchemas.addTo(all);
    CardinalitySchemas.addTo(all);
    SelfMetricSchemas.addTo(all);
    DashboardSchemas.addTo(all);
    SenderSchemas.addTo(all);
    return all;
  }

  /// What all answers of Prometheus' API have around their data.
  static EffectiveMapping envelope(EffectiveMapping data) {
    return object("status", word("success"), "data", data, "warnings?", texts(), "infos?", texts());
  }

  private static EffectiveMapping error() {
    String[] types = Arrays.stream(ErrorType.values()).map(ErrorType::word).toArray(String[]::new);
    return object(
        "status", word("error"),
        "errorType", word(types),
        "error", text(),
        "data?", schema("ImportProgress"));
  }

  private static EffectiveMapping anyOf(String description, String format) {
    return mapping(
        "description",
        description,
        "oneOf",
        List.of(number(), mapping("type", "string", "format", format)));
  }
}
