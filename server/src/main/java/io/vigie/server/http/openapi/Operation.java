package io.vigie.server.http.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What can be asked at one path.
///
/// @param id name of the operation, unique within the document; that of Prometheus where it has
///   one. A second method of the same path has it with its own name behind
/// @param path below `/api/v1`, or below `/api` if it is of Vigie's own API
/// @param tag what it belongs to
/// @param summary one line
/// @param shape name of the schema of what comes back, or of its items; empty where the kind of
///   answer says all
/// @param refusals statuses of errors that not every operation knows, each with the name of the
///   schema of what is said then; empty for that of all errors
/// @param needsReady whether it is refused while the server is not ready
record Operation(
    String id,
    List<Method> methods,
    String path,
    Tag tag,
    String summary,
    Answer answer,
    List<Parameter> parameters,
    String shape,
    Map<Integer, String> refusals,
    boolean needsReady) {
  private static final String JSON = "application/json";

  /// Errors that every operation may answer.
  static final Set<Integer> REFUSALS_OF_ALL = Set.of(400, 401, 403, 414, 429, 431);

  Operation {
    methods = List.copyOf(methods);
    parameters = List.copyOf(parameters);
    refusals = Map.copyOf(refusals);
  }

  Operation(
      String id,
      List<Method> methods,
      String path,
      Tag tag,
      String summary,
      Answer answer,
      List<Parameter> parameters) {
    this(id, methods, path, tag, summary, answer, parameters, "", Map.of(), true);
  }

  private Operation with(
      List<Parameter> parameters, String shape, Map<Integer, String> refusals, boolean needsReady) {
    return new Operation(
        id, methods, path, tag, summary, answer, parameters, shape, refusals, needsReady);
  }

  /// The same with more parameters.
  Operation with(Parameter... more) {
    return with(List.of(more));
  }

  /// The same with more parameters.
  Operation with(List<Parameter> more) {
    return with(
        Stream.concat(parameters.stream(), more.stream()).toList(), shape, refusals, needsReady);
  }

  /// The same, which answers what a schema describes, or a list of it.
  Operation giving(String schema) {
    return with(parameters, schema, refusals, needsReady);
  }

  /// The same with more errors.
  Operation refusing(Integer... statuses) {
    return explaining("", statuses);
  }

  /// The same with more errors, which say more than others.
  ///
  /// @param schema of what they say
  Operation explaining(String schema, Integer... statuses) {
    Map<Integer, String> all = new TreeMap<>(refusals);
    for (Integer status : statuses) {
      all.put(status, schema);
    }
    return with(parameters, shape, all, needsReady);
  }

  /// The same, answered also while the server starts or stops.
  Operation always() {
    return with(parameters, shape, refusals, false);
  }

  /// Whether its status says how services are.
  boolean tellsHealth() {
    return tag == Tag.HEALTH && refusals.containsKey(503);
  }

  /// Whether a request of this method has a body.
  boolean hasBody(Method method) {
    return !inBody(method).isEmpty();
  }

  /// The parameters that a request of this method has in its body.
  List<Parameter> inBody(Method method) {
    return parameters.stream()
        .filter(parameter ->
            switch (parameter.place()) {
              case PATH, HEADER -> false;
              case QUERY -> takesForm(method);
              case JSON -> true;
            })
        .toList();
  }

  /// Whether parameters may stand in a form.
  boolean takesForm(Method method) {
    return method == Method.POST && methods.contains(Method.GET);
  }

  /// A method of HTTP.
  enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /// Operations that belong together.
  enum Tag {
    QUERY("Evaluate, explain and parse PromQL."),
    METADATA("Types, units and help of metrics."),
    LABELS("Names and values of labels."),
    SERIES("Series of the store."),
    TARGETS("Targets and scrape pools."),
    RULES("Recording and alerting rules."),
    ALERTS("Active alerts, and where they are sent."),
    STATUS("The server, its configuration and its store."),
    ADMIN("Changes of the store, with --web.enable-admin-api."),
    FEATURES("What is switched on."),
    REMOTE("Remote write and remote read."),
    OTLP("Metrics by the OpenTelemetry protocol."),
    DASHBOARDS("Dashboards in Grafana's JSON."),
    NOTIFICATIONS("What the server has to say to its operator."),
    METRICS("Metrics by name of field, and values that applications push."),
    HEALTH("How services are that are looked at."),
    ACCOUNTS("Who may come in, and who changed what.");

    private final String description;

    Tag(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  /// What comes back when all is well.
  enum Answer {
    /// The envelope around the result of a query.
    QUERY_RESULT,
    /// The envelope around a list of texts.
    TEXTS,
    /// The envelope around a list of label sets.
    LABEL_SETS,
    /// The envelope around one text.
    TEXT,
    /// The envelope around a list.
    LIST,
    /// The envelope around an object.
    OBJECT,
    /// An object as it is.
    BARE_OBJECT,
    /// A list as it is.
    BARE_LIST,
    /// What was made.
    CREATED(201, JSON),
    /// How much was taken.
    ACCEPTED(202, JSON),
    /// JSON objects, one a line, which OpenAPI can say only from 3.2 on.
    LINES(200, "application/x-ndjson"),
    /// No body.
    NOTHING(204, ""),
    /// A body in a protocol of its own, which may have a form in JSON.
    PROTOBUF(200, "application/x-protobuf"),
    /// A stream of server-sent events, which OpenAPI can say only from 3.2 on.
    EVENTS(200, "text/event-stream"),
    /// This document.
    YAML(200, "application/yaml"),
    /// A calendar (RFC 5545).
    CALENDAR(200, "text/calendar");

    private final int status;
    private final String mediaType;

    Answer() {
      this(200, JSON);
    }

    Answer(int status, String mediaType) {
      this.status = status;
      this.mediaType = mediaType;
    }

    int status() {
      return status;
    }

    /// Empty if there is no body.
    String mediaType() {
      return mediaType;
    }
  }
}
