package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.http.ErrorType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The shapes of values and answers that the document names.
final class Schemas {
  static final String ERROR = "Error";
  static final String PROBLEM = "Problem";
  static final String TIME = "Time";
  static final String DURATION = "Duration";

  private Schemas() {}

  /// @param ownApi whether those of Vigie's own API belong to it
  static EffectiveMapping all(boolean ownApi) {
    EffectiveMapping all =
        mapping(
            TIME,
            anyOf("Seconds since the epoch, or RFC 3339.", "date-time"),
            DURATION,
            anyOf("Seconds, or 1m30s.", "duration"),
            "Labels",
            mapping("type", "object", "additionalProperties", mapping("type", "string")),
            "QueryResult",
            queryResult(),
            ERROR,
            error(),
            PROBLEM,
            problem());
    if (ownApi) {
      RestSchemas.addTo(all);
      return all;
    }
    for (Operation.Answer answer : Operation.Answer.values()) {
      envelopeOf(answer).ifPresent(name -> all.put(name, envelope(data(answer)), true));
    }
    return all;
  }

  static boolean isEnveloped(Operation.Answer answer) {
    return envelopeOf(answer).isPresent();
  }

  /// The name of the schema of an answer in the envelope, if it comes in one.
  static Optional<String> envelopeOf(Operation.Answer answer) {
    return switch (answer) {
      case QUERY_RESULT -> Optional.of("QueryAnswer");
      case TEXTS -> Optional.of("TextsAnswer");
      case LABEL_SETS -> Optional.of("LabelSetsAnswer");
      case TEXT -> Optional.of("TextAnswer");
      case LIST -> Optional.of("ListAnswer");
      case OBJECT -> Optional.of("ObjectAnswer");
      case LINES,
          NOTHING,
          PROTOBUF,
          EVENTS,
          YAML,
          CALENDAR,
          BARE_OBJECT,
          BARE_LIST,
          CREATED,
          ACCEPTED ->
          Optional.empty();
    };
  }

  private static EffectiveMapping data(Operation.Answer answer) {
    return switch (answer) {
      case QUERY_RESULT -> schema("QueryResult");
      case TEXTS -> mapping("type", "array", "items", mapping("type", "string"));
      case LABEL_SETS -> mapping("type", "array", "items", schema("Labels"));
      case TEXT -> mapping("type", "string");
      case LIST -> mapping("type", "array", "items", mapping());
      case OBJECT,
          LINES,
          NOTHING,
          PROTOBUF,
          EVENTS,
          YAML,
          CALENDAR,
          BARE_OBJECT,
          BARE_LIST,
          CREATED,
          ACCEPTED ->
          mapping("type", "object");
    };
  }

  static EffectiveMapping envelope(EffectiveMapping data) {
    EffectiveMapping texts = mapping("type", "array", "items", mapping("type", "string"));
    return mapping(
        "type", "object",
        "required", List.of("status", "data"),
        "properties",
            mapping(
                "status", mapping("type", "string", "enum", List.of("success")),
                "data", data,
                "warnings", texts,
                "infos", texts));
  }

  private static EffectiveMapping queryResult() {
    return mapping(
        "type", "object",
        "required", List.of("resultType", "result"),
        "properties",
            mapping(
                "resultType",
                    mapping(
                        "type",
                        "string",
                        "enum",
                        List.of("vector", "matrix", "scalar", "string", "columns")),
                "result", mapping("type", "array", "items", mapping()),
                "stats", mapping("type", "object")));
  }

  private static EffectiveMapping error() {
    List<String> types = Arrays.stream(ErrorType.values()).map(ErrorType::word).toList();
    return mapping(
        "type", "object",
        "required", List.of("status", "errorType", "error"),
        "properties",
            mapping(
                "status", mapping("type", "string", "enum", List.of("error")),
                "errorType", mapping("type", "string", "enum", types),
                "error", mapping("type", "string"),
                "data", mapping("description", "How far an import came.", "type", "object")));
  }

  /// As RFC 9457 describes errors.
  private static EffectiveMapping problem() {
    return mapping(
        "type", "object",
        "required", List.of("title", "status", "detail"),
        "properties",
            mapping(
                "title", mapping("type", "string"),
                "status", mapping("type", "integer"),
                "detail", mapping("type", "string")));
  }

  private static EffectiveMapping anyOf(String description, String format) {
    return mapping(
        "description",
        description,
        "oneOf",
        List.of(mapping("type", "number"), mapping("type", "string", "format", format)));
  }
}
