package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.http.openapi.Operation.Answer;
import io.vigie.server.http.openapi.Operation.Method;
import io.vigie.server.http.openapi.Operation.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes operations as OpenAPI, <https://spec.openapis.org/oas/>.
final class OpenApiDocument {
  /// Which OpenAPI: the older one is understood by more tools, the newer one can say what an event
  /// stream is.
  enum Version {
    V3_1("3.1.0"),
    V3_2("3.2.0");

    private final String text;

    Version(String text) {
      this.text = text;
    }

    /// The version that a request names, the older one if it names none that is known.
    static Version of(String wanted) {
      return wanted.equals("3.2") || wanted.equals(V3_2.text) ? V3_2 : V3_1;
    }
  }

  private final Version version;
  private final String description;
  private final List<Operation> operations;
  private final boolean ownApi;

  /// @param description of the whole API
  /// @param ownApi whether it is Vigie's own, where errors are problems
  OpenApiDocument(Version version, String description, List<Operation> operations, boolean ownApi) {
    this.version = version;
    this.ownApi = ownApi;
    this.description = description;
    this.operations = operations;
  }

  /// @param apiUrl where the API is, for whoever reads the document elsewhere
  /// @param release version of this server
  String write(String apiUrl, String release) {
    return document(apiUrl, release).toYaml();
  }

  private EffectiveMapping document(String apiUrl, String release) {
    return mapping(
        "openapi", version.text,
        "info",
            mapping(
                "title", "Vigie API",
                "description", description,
                "version", release),
        "servers", List.of(mapping("url", apiUrl)),
        "tags",
            Arrays.stream(Tag.values())
                .map(tag -> mapping("name", word(tag), "description", tag.description()))
                .toList(),
        "paths", paths(),
        "components",
            mapping(
                "schemas", Schemas.all(ownApi),
                "responses", new Responses(version, ownApi).shared()));
  }

  private EffectiveMapping paths() {
    Map<String, EffectiveMapping> paths = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (operation.answer() == Answer.EVENTS && version == Version.V3_1 && !ownApi) {
        continue;
      }
      EffectiveMapping path = paths.computeIfAbsent(operation.path(), _ -> mapping());
      operation
          .methods()
          .forEach(method -> path.put(word(method), described(operation, method), true));
    }
    EffectiveMapping all = mapping();
    paths.forEach((path, methods) -> all.put(path, methods, true));
    return all;
  }

  private EffectiveMapping described(Operation operation, Method method) {
    boolean second = !method.equals(operation.methods().getFirst());
    EffectiveMapping written =
        mapping(
            "tags", List.of(word(operation.tag())),
            "summary", operation.summary(),
            "operationId", operation.id() + (second ? "-" + word(method) : ""));
    List<Parameter> inBody = operation.inBody(method);
    List<Parameter> inUrl = new ArrayList<>(operation.parameters());
    inUrl.removeAll(inBody);
    if (!inUrl.isEmpty()) {
      written.put("parameters", inUrl.stream().map(OpenApiDocument::described).toList(), true);
    }
    if (!inBody.isEmpty()) {
      String mediaType =
          operation.takesForm(method) ? "application/x-www-form-urlencoded" : "application/json";
      written.put("requestBody", requestBody(mediaType, inBody), true);
    }
    written.put("responses", new Responses(version, ownApi).of(operation, method), true);
    return written;
  }

  private static EffectiveMapping described(Parameter parameter) {
    return mapping(
        "name", parameter.name(),
        "in", word(parameter.place()),
        "required", parameter.required(),
        "description", parameter.description(),
        "schema", value(parameter.kind()));
  }

  private static EffectiveMapping requestBody(String mediaType, List<Parameter> parameters) {
    EffectiveMapping properties = mapping();
    parameters.forEach(each -> properties.put(each.name(), value(each.kind()), true));
    List<String> required =
        parameters.stream().filter(Parameter::required).map(Parameter::name).toList();
    EffectiveMapping object = mapping("type", "object", "properties", properties);
    object.put("required", required, !required.isEmpty());
    return mapping("content", mapping(mediaType, mapping("schema", object)));
  }

  private static EffectiveMapping value(Parameter.Kind kind) {
    return switch (kind) {
      case TEXT -> mapping("type", "string");
      case TEXTS -> mapping("type", "array", "items", mapping("type", "string"));
      case NUMBER -> mapping("type", "integer");
      case VALUE -> mapping("type", "number");
      case VALUES -> mapping("type", "array", "items", mapping("type", "number"));
      case OBJECTS -> mapping("type", "array", "items", mapping("type", "object"));
      case TIME -> schema(Schemas.TIME);
      case DURATION -> schema(Schemas.DURATION);
      case BOOLEAN -> mapping("type", "boolean");
      case OBJECT -> mapping("type", "object");
      case SWITCH -> mapping("type", "string", "enum", List.of("1", "true", "0", "false"));
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
