package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.HostileRequests.Hostile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent to the API, an answer comes back, it is one that is documented, and never an
/// error of the server. `-Dfuzz.requests=10000` tries harder, `-Dfuzz.seed=N` the same again.
class ApiFuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int ENOUGH_MISTAKES = 20;

  /// What is answered where the path is another than that of the operation, or the method.
  private static final Set<Integer> ELSEWHERE =
      Set.of(
          200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 417, 422, 426,
          428, 429, 431);

  private final HostileRequests requests = new HostileRequests(SEED);
  private final Map<Integer, Integer> seen = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @TempDir Path folder;

  private static List<DocumentedOperation> operations(StartedVigie server) throws Exception {
    return Stream.concat(
            DocumentedOperation.all("/api", server.get("/api/openapi.yaml").body()).stream(),
            DocumentedOperation.all(
                "/api/v1", server.get("/api/v1/openapi.yaml?openapi_version=3.2").body())
                .stream())
        .toList();
  }

  @Test
  void whateverIsSentTheAnswerIsOneThatIsDocumented() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "vigie: {push: {pushgateway: true, import: true, influx: true}}\n");
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      List<DocumentedOperation> operations = operations(server);
      send(server.url(), operations);
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
    }
    System.out.printf("fuzz: seed %d, answers by status: %s%n", SEED, seen);
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    assertThat(seen).as("statuses, seed %d", SEED).containsKeys(200, 400, 404, 405);
  }

  /// On one connection as long as the answers say that it goes on.
  private void send(String url, List<DocumentedOperation> operations) throws IOException {
    RawHttp connection = new RawHttp(url);
    String before = "";
    try {
      for (int i = 0; i < REQUESTS && wrong.size() < ENOUGH_MISTAKES; i++) {
        DocumentedOperation operation = requests.any(operations);
        Hostile request = requests.next(operation);
        Optional<RawHttp.Answer> answer = answer(connection, request);
        if (answer.isPresent()) {
          seen.merge(answer.get().status(), 1, Integer::sum);
          note(operation, request, answer.get());
        } else {
          wrong.add("no answer to " + request + "\nafter " + before);
        }
        before = answer.map(RawHttp.Answer::headers) + " to " + request;
        if (answer.isEmpty() || answer.get().isLast() || !request.isProper()) {
          connection.close();
          connection = new RawHttp(url);
        }
      }
    } finally {
      connection.close();
    }
  }

  private Optional<RawHttp.Answer> answer(RawHttp connection, Hostile request) {
    try {
      return connection.exchange(request.bytes(), request.method().equals("HEAD"));
    } catch (IOException e) {
      wrong.add(e + " after " + request);
      return Optional.empty();
    }
  }

  private void note(DocumentedOperation operation, Hostile request, RawHttp.Answer answer) {
    boolean asDocumented = request.isProper() && request.method().equals(operation.method());
    String mistake =
        asDocumented
            ? documentedMistake(operation, answer)
            : ELSEWHERE.contains(answer.status()) || isTruthful503(answer)
                ? ""
                : "answered by status";
    if (mistake.isEmpty() && answer.status() >= 400 && !request.method().equals("HEAD")) {
      mistake = formMistake(request.target(), answer);
    }
    if (!mistake.isEmpty()) {
      wrong.add("%d, %s: %s\n to %s".formatted(answer.status(), mistake, answer.text(), request));
    }
  }

  private static String documentedMistake(DocumentedOperation operation, RawHttp.Answer answer) {
    String difference =
        operation.difference(answer.status(), answer.header("content-type"), answer.text());
    return difference.isEmpty() && answer.status() >= 500 && !isTruthful503(answer)
        ? "an error of the server"
        : difference;
  }

  /// Services that are unhealthy, queries that take too long, and what is switched off.
  private static boolean isTruthful503(RawHttp.Answer answer) {
    return answer.status() == 503
        && (answer.text().startsWith("{\"status\":\"unhealthy\"")
            || answer.text().startsWith("[{\"name\":")
            || answer.text().startsWith("{\"name\":")
            || answer.text().contains("\"errorType\":\"timeout\"")
            || answer.text().contains("admin APIs disabled"));
  }

  /// Errors are told as each API tells them.
  private static String formMistake(String target, RawHttp.Answer answer) {
    String type = answer.header("content-type");
    if (target.startsWith("/api/v1/")) {
      return type.startsWith("text/plain") || has(answer, "errorType") || has(answer, "detail")
          ? ""
          : "no envelope but " + type;
    }
    return answer.status() == 503 || (type.equals("application/problem+json") && isProblem(answer))
        ? ""
        : "no problem but " + type;
  }

  private static boolean has(RawHttp.Answer answer, String field) {
    try {
      return JsonMapper.shared().readTree(answer.text()).has(field);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean isProblem(RawHttp.Answer answer) {
    JsonNode problem = JsonMapper.shared().readTree(answer.text());
    return problem.path("status").asInt() == answer.status()
        && !problem.path("title").asString("").isEmpty()
        && !problem.path("detail").asString("").isEmpty();
  }
}
