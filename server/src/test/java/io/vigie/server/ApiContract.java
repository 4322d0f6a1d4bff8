package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What an API says of itself, and which of it was seen. Whatever is answered to a request that is
/// made here must be as described; at the end everything that is described must have been seen.
final class ApiContract {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<DocumentedOperation> operations;
  private final Set<String> seen = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();

  ApiContract(List<DocumentedOperation> operations) {
    this.operations = List.copyOf(operations);
  }

  List<DocumentedOperation> operations() {
    return operations;
  }

  /// Sends a request and looks at the answer.
  ///
  /// @param status that must be answered
  /// @param path with the query
  /// @param body JSON, a form, or whatever the headers say
  JsonNode call(
      StartedVigie server, int status, String method, String path, String body, String... headers) {
    DocumentedOperation operation = operation(method, path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (List.of(headers).stream().noneMatch("Content-Type"::equals)) {
      request.header("Content-Type", operation.requestType().orElse("application/json"));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = send(request.build());
    note(
        operation,
        status,
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
    if (status == 200 && operation.statuses().contains(304)) {
      noteUnchanged(operation, request);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") && !type.contains("ndjson") && !answer.body().isEmpty()
        ? JsonMapper.shared().readTree(answer.body())
        : MissingNode.getInstance();
  }

  /// Sends bytes and looks at the status, the type and the form of the answer.
  void raw(StartedVigie server, int status, DocumentedOperation operation, String request) {
    try (RawHttp http = new RawHttp(server.url())) {
      Optional<RawHttp.Answer> answer =
          http.exchange(request.getBytes(StandardCharsets.ISO_8859_1), false);
      if (answer.isEmpty()) {
        wrong.add(operation.name() + ": no answer where " + status + " is due");
        return;
      }
      RawHttp.Answer got = answer.get();
      note(operation, status, got.status(), got.header("content-type"), got.text());
    } catch (IOException e) {
      wrong.add(operation.name() + ": " + e);
    }
  }

  private void noteUnchanged(DocumentedOperation operation, HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request.header("If-None-Match", "*").build());
    note(operation, 304, answer.statusCode(), "", answer.body());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.toString(), e);
    }
  }

  private void note(
      DocumentedOperation operation, int wanted, int status, String contentType, String body) {
    if (status != wanted) {
      wrong.add("%s: %d instead of %d: %s".formatted(operation.name(), status, wanted, body));
    }
    String difference = operation.difference(status, contentType, body);
    if (difference.isEmpty()) {
      seen.add(operation.name() + " " + status);
    } else {
      wrong.add("%s, %d: %s: %s".formatted(operation.name(), status, difference, body));
    }
  }

  /// The operation that a path belongs to; of several the one that names it most exactly.
  DocumentedOperation operation(String method, String path) {
    String plain = path.split("\\?", 2)[0];
    return operations.stream()
        .filter(each -> each.method().equals(method))
        .filter(each -> plain.matches(each.path().replaceAll("\\{\\w+\\}", "[^/]+")))
        .min(Comparator.comparingInt(each -> each.path().split("\\{", -1).length))
        .orElseThrow(() -> new AssertionError("not described: " + method + " " + path));
  }

  /// Those that may answer a status.
  List<DocumentedOperation> answering(int status, Predicate<DocumentedOperation> which) {
    return operations.stream()
        .filter(each -> each.statuses().contains(status))
        .filter(which)
        .toList();
  }

  /// A request of an operation, as bytes, for things that are not there.
  static String request(DocumentedOperation operation, String... headers) {
    String body =
        operation.requestType().filter(type -> type.endsWith("json")).isPresent() ? "{}" : "";
    return head(operation, headers) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /// The beginning of such a request.
  static String head(DocumentedOperation operation, String... headers) {
    StringBuilder head = new StringBuilder();
    head.append(operation.method()).append(' ').append(target(operation)).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\nContent-Type: ");
    head.append(operation.requestType().orElse("application/json")).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  static String target(DocumentedOperation operation) {
    return operation.path().replaceAll("\\{\\w+\\}", "x");
  }

  /// Says how much was seen, and that it was all.
  void assertWholeAndKept() {
    Set<String> described = new TreeSet<>();
    operations.forEach(operation ->
        operation.statuses().forEach(status -> described.add(operation.name() + " " + status)));
    Set<String> missing = new TreeSet<>(described);
    missing.removeAll(seen);
    System.out.printf(
        "contract: %d operations, %d of %d answers seen%n",
        operations.size(), described.size() - missing.size(), described.size());
    assertThat(wrong).isEmpty();
    assertThat(missing).as("described, and not seen").isEmpty();
  }
}
