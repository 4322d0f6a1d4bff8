package io.vigie.server.http.openapi;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What can be asked at one path.
///
/// @param id name of the operation, unique within the document; that of Prometheus where it has
///   one. A second method of the same path has it with its own name behind
/// @param path below `/api/v1`, or below `/api` if it is of Vigie's own API
/// @param tag what it belongs to
/// @param summary one line
/// @param shape name of the schema of what comes back, or of its items; empty for none
/// @param refusals statuses of errors that not every operation knows
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
    Set<Integer> refusals,
    boolean needsReady) {
  /// Errors that every operation may answer.
  static final Set<Integer> REFUSALS_OF_ALL = Set.of(400, 401, 403, 414, 429, 431);

  Operation {
    methods = List.copyOf(methods);
    parameters = List.copyOf(parameters);
    refusals = Set.copyOf(refusals);
  }

  Operation(
      String id,
      List<Method> methods,
      String path,
      Tag tag,
      String summary,
      Answer answer,
      List<Parameter> parameters) {
    this(id, methods, path, tag, summary, answer, parameters, "", Set.of(), true);
  }

  /// The same with more parameters.
  Operation with(Parameter... more) {
    return with(List.of(more));
  }

  /// The same with more parameters.
  Operation with(List<Parameter> more) {
    return new Operation(
        id,
        methods,
        path,
        tag,
        summary,
        answer,
        Stream.concat(parameters.stream(), more.stream()).toList(),
        shape,
        refusals,
        needsReady);
  }

  /// The same, which answers what a schema describes, or a list of it.
  Operation giving(String schema) {
    return new Operation(
        id, methods, path, tag, summary, answer, parameters, schema, refusals, needsReady);
  }

  /// The same with more errors.
  Operation refusing(Integer... statuses) {
    Set<Integer> all = new TreeSet<>(refusals);
    all.addAll(List.of(statuses));
    return new Operation(
        id, methods, path, tag, summary, answer, parameters, shape, all, needsReady);
  }

  /// The same, answered also while the server starts or stops.
  Operation always() {
    return new Operation(
        id, methods, path, tag, summary, answer, parameters, shape, refusals, false);
  }

  /// Whether its status says how services are.
  boolean tellsHealth() {
    return tag == Tag.HEALTH && refusals.contains(503);
  }

  /// Whether a rule that it refuses is answered with what the linter found.
  boolean explainsRefusal() {
    return shape.equals("Rule");
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
    /// The envelope around a list of anything.
    LIST,
    /// The envelope around an object.
    OBJECT,
    /// An object as it is.
    BARE_OBJECT,
    /// A list as it is.
    BARE_LIST,
    /// What was made.
    CREATED,
    /// How much was taken.
    ACCEPTED,
    /// JSON objects, one a line.
    LINES,
    /// No body.
    NOTHING,
    /// A body in a protocol of its own.
    PROTOBUF,
    /// A stream of server-sent events, which OpenAPI can say only from 3.2 on.
    EVENTS,
    /// This document.
    YAML,
    /// A calendar (RFC 5545).
    CALENDAR
  }
}
