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

  private static final Set<Integer> TOLD_IN_PROTOBUF = Set.of(400, 413, 415);

  /// Whose errors say what stands there now, or what is wrong with what was sent.
  private static final Set<String> RULE_SOURCES = Set.of("RuleSource", "RuleCheck");

  private static final Set<Integer> TOLD_OF_RULE_SOURCES = Set.of(409, 412, 422);

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
    EffectiveMapping all = mapping(status(operation.answer()), good(operation));
    if (ownApi && method == Method.GET && isJson(operation.answer())) {
      all.put("304", mapping("description", "The same as the tag that was sent."), true);
    }
    for (int status : errors(operation, method)) {
      all.put(Integer.toString(status), reference(operation, status), true);
    }
    return all;
  }

  private static Iterable<Integer> errors(Operation operation, Method method) {
    TreeSet<Integer> errors = new TreeSet<>(operation.refusals());
    errors.addAll(Operation.REFUSALS_OF_ALL);
    if (operation.hasBody(method)) {
      errors.add(413);
    }
    if (operation.needsReady()) {
      errors.add(503);
    }
    return errors;
  }

  /// Health endpoints tell by their status what they tell in their words.
  private EffectiveMapping reference(Operation operation, int status) {
    if (status == 503 && operation.tellsHealth()) {
      EffectiveMapping unhealthy = good(operation);
      EffectiveMapping content = mapping("application/json", mapping("schema", shape(operation)));
      content.put("application/problem+json", mapping("schema", schema(Schemas.PROBLEM)), true);
      unhealthy.put("description", "Unhealthy; or not possible just now.", true);
      unhealthy.put("content", content, true);
      return unhealthy;
    }
    if (status == 422 && operation.explainsRefusal()) {
      return mapping(
          "description",
          "The rule cannot mean what it says; `findings` say why.",
          "content",
          mapping("application/problem+json", mapping("schema", schema("RuleProblem"))));
    }
    if (RULE_SOURCES.contains(operation.shape()) && TOLD_OF_RULE_SOURCES.contains(status)) {
      return mapping(
          "description",
          MEANINGS.getOrDefault(status, ""),
          "content",
          mapping("application/problem+json", mapping("schema", schema("RuleSourceProblem"))));
    }
    if (operation.answer() == Answer.PROTOBUF && TOLD_IN_PROTOBUF.contains(status)) {
      EffectiveMapping error = error(status);
      error.put("content", inProtobuf(), true);
      return error;
    }
    return mapping("$ref", "#/components/responses/" + ERRORS.get(status));
  }

  /// Senders are told in what they speak.
  private static EffectiveMapping inProtobuf() {
    return mapping(
        "application/x-protobuf", mapping(),
        "application/json", mapping("schema", Shape.anything()),
        "text/plain", mapping("schema", Shape.text()),
        "application/problem+json", mapping("schema", schema(Schemas.PROBLEM)));
  }

  private static boolean isJson(Answer answer) {
    return answer == Answer.BARE_OBJECT || answer == Answer.BARE_LIST;
  }

  private EffectiveMapping good(Operation operation) {
    return switch (operation.answer()) {
      case NOTHING -> mapping("description", "Done.");
      case LINES -> body("application/x-ndjson", mapping());
      case PROTOBUF -> body("application/x-protobuf", mapping());
      case YAML -> body("application/yaml", mapping("schema", Shape.text()));
      case CALENDAR -> body("text/calendar", mapping("schema", Shape.text()));
      case EVENTS ->
          version == Version.V3_1
              ? body("text/event-stream", mapping("schema", Shape.text()))
              : body("text/event-stream", mapping("itemSchema", Shape.anything()));
      case BARE_OBJECT,
          BARE_LIST,
          CREATED,
          ACCEPTED,
          QUERY_RESULT,
          TEXTS,
          LABEL_SETS,
          TEXT,
          LIST,
          OBJECT ->
          body("application/json", mapping("schema", shape(operation)));
    };
  }

  private static EffectiveMapping shape(Operation operation) {
    boolean named = !operation.shape().isEmpty();
    EffectiveMapping item = named ? schema(operation.shape()) : Shape.anything();
    return switch (operation.answer()) {
      case BARE_LIST -> Shape.listOf(item);
      case LIST -> named ? Schemas.envelope(Shape.listOf(item)) : enveloped(operation);
      case OBJECT -> named ? Schemas.envelope(item) : enveloped(operation);
      case QUERY_RESULT, TEXTS, LABEL_SETS, TEXT -> enveloped(operation);
      case BARE_OBJECT, CREATED, ACCEPTED, NOTHING, LINES, PROTOBUF, YAML, CALENDAR, EVENTS -> item;
    };
  }

  private static EffectiveMapping enveloped(Operation operation) {
    return schema(Schemas.envelopeOf(operation.answer()).orElseThrow());
  }

  private static String status(Answer answer) {
    return switch (answer) {
      case NOTHING -> "204";
      case CREATED -> "201";
      case ACCEPTED -> "202";
      case QUERY_RESULT,
          TEXTS,
          LABEL_SETS,
          TEXT,
          LIST,
          OBJECT,
          BARE_OBJECT,
          BARE_LIST,
          LINES,
          PROTOBUF,
          EVENTS,
          YAML,
          CALENDAR ->
          "200";
    };
  }

  private static EffectiveMapping body(String mediaType, EffectiveMapping content) {
    return mapping("description", "The answer.", "content", mapping(mediaType, content));
  }
}
