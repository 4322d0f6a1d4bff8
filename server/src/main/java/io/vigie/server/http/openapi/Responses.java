package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.http.openapi.OpenApiDocument.Version;
import io.vigie.server.http.openapi.Operation.Answer;
import io.vigie.server.http.openapi.Operation.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an operation may answer: what it was asked for, and every error.
final class Responses {
  /// Errors by status, with the names under which the document has them.
  private static final Map<Integer, String> ERRORS =
      Map.ofEntries(
          Map.entry(400, "BadRequest"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "NotFound"),
          Map.entry(409, "Conflict"),
          Map.entry(412, "PreconditionFailed"),
          Map.entry(413, "ContentTooLarge"),
          Map.entry(414, "UriTooLong"),
          Map.entry(415, "UnsupportedMediaType"),
          Map.entry(422, "UnprocessableContent"),
          Map.entry(428, "PreconditionRequired"),
          Map.entry(429, "TooManyRequests"),
          Map.entry(431, "HeadersTooLarge"),
          Map.entry(499, "Canceled"),
          Map.entry(503, "ServiceUnavailable"));

  private static final Map<Integer, String> MEANINGS =
      Map.ofEntries(
          Map.entry(400, "What was sent is not understood; the message says what."),
          Map.entry(401, "A credential is missing, wrong or expired."),
          Map.entry(403, "Whoever asks may not do this."),
          Map.entry(404, "There is no such thing, or it is switched off."),
          Map.entry(409, "What is there already, or has changed meanwhile, is in the way."),
          Map.entry(412, "What was to be replaced is not that version any more."),
          Map.entry(413, "The body is too large."),
          Map.entry(414, "The address is too long."),
          Map.entry(415, "The body is of a type or coding that is not read here."),
          Map.entry(422, "What was sent is understood, and cannot be done; the message says why."),
          Map.entry(428, "It has to be said with `If-Match` which version is replaced."),
          Map.entry(429, "Too much was asked; `Retry-After` says when to come again."),
          Map.entry(431, "The headers are too large."),
          Map.entry(499, "Somebody stopped the query."),
          Map.entry(503, "Not possible just now, or switched off; the message says what."));

  /// Told before it is known what was asked.
  private static final Set<Integer> NO_PROPER_HTTP = Set.of(400, 414, 431);

  private static final Set<Integer> TOLD_IN_PROTOBUF = Set.of(400, 413, 415, 503);

  private final Version version;
  private final boolean ownApi;

  /// @param ownApi whether errors are problems
  Responses(Version version, boolean ownApi) {
    this.version = version;
    this.ownApi = ownApi;
  }

  /// The errors to which operations refer.
  EffectiveMapping shared() {
    EffectiveMapping all = mapping();
    new TreeMap<>(ERRORS).forEach((status, name) -> all.put(name, error(status), true));
    return all;
  }

  private EffectiveMapping error(int status) {
    EffectiveMapping content = mapping();
    if (!ownApi) {
      content.put("application/json", mapping("schema", schema(Schemas.ERROR)), true);
      content.put("text/plain", mapping("schema", Shape.text()), true);
    }
    if (ownApi || NO_PROPER_HTTP.contains(status)) {
      EffectiveMapping problem = mapping("schema", schema(Schemas.PROBLEM));
      content.put("application/problem+json", problem, true);
    }
    return mapping("description", MEANINGS.getOrDefault(status, ""), "content", content);
  }

  /// By status.
  EffectiveMapping of(Operation operation, Method method) {
    EffectiveMapping all = mapping(Integer.toString(operation.answer().status()), good(operation));
    if (ownApi && method == Method.GET && isJson(operation.answer())) {
      all.put("304", mapping("description", "The same as the tag that was sent."), true);
    }
    for (int status : errors(operation, method)) {
      all.put(Integer.toString(status), refusal(operation, status), true);
    }
    return all;
  }

  private static Iterable<Integer> errors(Operation operation, Method method) {
    TreeSet<Integer> errors = new TreeSet<>(operation.refusals().keySet());
    errors.addAll(Operation.REFUSALS_OF_ALL);
    if (operation.hasBody(method)) {
      errors.add(413);
    }
    if (operation.needsReady()) {
      errors.add(503);
    }
    return errors;
  }

  private static EffectiveMapping refusal(Operation operation, int status) {
    if (status == 503 && operation.tellsHealth()) {
      return unhealthy(operation);
    }
    String explained = operation.refusals().getOrDefault(status, "");
    if (!explained.isEmpty()) {
      return described(status, "application/problem+json", schema(explained));
    }
    if (operation.answer() == Answer.PROTOBUF && TOLD_IN_PROTOBUF.contains(status)) {
      return mapping("description", MEANINGS.getOrDefault(status, ""), "content", inProtobuf());
    }
    return mapping("$ref", "#/components/responses/" + ERRORS.get(status));
  }

  /// Health endpoints tell by their status what they tell in their words.
  private static EffectiveMapping unhealthy(Operation operation) {
    return mapping(
        "description",
        "Unhealthy; or not possible just now.",
        "content",
        mapping(
            "application/json", mapping("schema", shape(operation)),
            "application/problem+json", mapping("schema", schema(Schemas.PROBLEM))));
  }

  private static EffectiveMapping described(int status, String mediaType, EffectiveMapping schema) {
    return mapping(
        "description",
        MEANINGS.getOrDefault(status, ""),
        "content",
        mapping(mediaType, mapping("schema", schema)));
  }

  /// Senders are told in what they speak.
  private static EffectiveMapping inProtobuf() {
    EffectiveMapping json = Shape.either(schema(Schemas.ERROR), schema("SenderRefusal"));
    return mapping(
        "application/x-protobuf", mapping(),
        "application/json", mapping("schema", json),
        "text/plain", mapping("schema", Shape.text()),
        "application/problem+json", mapping("schema", schema(Schemas.PROBLEM)));
  }

  private static boolean isJson(Answer answer) {
    return answer == Answer.BARE_OBJECT || answer == Answer.BARE_LIST;
  }

  private EffectiveMapping good(Operation operation) {
    String mediaType = operation.answer().mediaType();
    if (mediaType.isEmpty()) {
      return mapping("description", "Done.");
    }
    EffectiveMapping content = mapping(mediaType, content(operation));
    if (operation.answer() == Answer.PROTOBUF && !operation.shape().isEmpty()) {
      content.put("application/json", mapping("schema", named(operation)), true);
    }
    return mapping("description", "The answer.", "content", content);
  }

  private EffectiveMapping content(Operation operation) {
    return switch (operation.answer()) {
      case PROTOBUF -> mapping();
      case YAML, CALENDAR -> mapping("schema", Shape.text());
      case LINES, EVENTS ->
          version == Version.V3_1
              ? mapping("schema", Shape.text())
              : mapping("itemSchema", named(operation));
      case BARE_OBJECT,
          BARE_LIST,
          CREATED,
          ACCEPTED,
          QUERY_RESULT,
          TEXTS,
          LABEL_SETS,
          TEXT,
          LIST,
          OBJECT,
          NOTHING ->
          mapping("schema", shape(operation));
    };
  }

  /// Of an answer in JSON.
  private static EffectiveMapping shape(Operation operation) {
    return switch (operation.answer()) {
      case QUERY_RESULT -> Schemas.envelope(schema("QueryResult"));
      case TEXTS -> Schemas.envelope(Shape.texts());
      case LABEL_SETS -> Schemas.envelope(Shape.listOf(schema("Labels")));
      case TEXT -> Schemas.envelope(Shape.text());
      case LIST -> Schemas.envelope(Shape.listOf(named(operation)));
      case OBJECT -> Schemas.envelope(named(operation));
      case BARE_LIST -> Shape.listOf(named(operation));
      case BARE_OBJECT, CREATED, ACCEPTED -> named(operation);
      case NOTHING, LINES, PROTOBUF, YAML, CALENDAR, EVENTS ->
          throw new IllegalArgumentException(operation.id() + " does not answer in one JSON value");
    };
  }

  private static EffectiveMapping named(Operation operation) {
    if (operation.shape().isEmpty()) {
      throw new IllegalStateException(
          "the operation " + operation.id() + " does not say what it answers: add .giving(…)");
    }
    return schema(operation.shape());
  }
}
