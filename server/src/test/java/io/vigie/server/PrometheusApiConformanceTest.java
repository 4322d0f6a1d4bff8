package io.vigie.server;

import static io.vigie.server.OpenApiDocument.list;
import static io.vigie.server.OpenApiDocument.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every operation of the OpenAPI description of the Prometheus API is asked, with the parameters
/// and example values of the description, and its answer is held against the described shape.
class PrometheusApiConformanceTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"))
          .resolve("api/prometheus-openapi-3.1.yaml");

  /// Bodies that the description has no example of; their own tests send them.
  private static final Set<String> BINARY = Set.of("/read", "/write", "/otlp/v1/metrics");

  @TempDir static Path folder;
  private static StartedVigie server;
  private static OpenApiDocument document;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.exists(DOCUMENT), "there is no conformance kit at " + DOCUMENT);
    document = OpenApiDocument.read(DOCUMENT);
    StartedVigie.fill(folder);
    server = StartedVigie.withAdminApi(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> answersHaveTheDescribedShape() {
    return document.paths().entrySet().stream()
        .flatMap(path ->
            map(path.getValue()).entrySet().stream()
                .map(operation ->
                    DynamicTest.dynamicTest(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        () ->
                            check(path.getKey(), operation.getKey(), map(operation.getValue())))));
  }

  private static void check(String path, String method, Map<String, Object> operation)
      throws Exception {
    assumeTrue(!BINARY.contains(path), path + " takes a binary body, which its own tests send");
    String parameters = parameters(operation);
    String url = url(path, operation) + "?" + parameters;
    HttpResponse<String> response =
        switch (method) {
          case "get" -> server.get(url);
          case "put" -> server.put(url);
          default ->
              server.post(parameters.isEmpty() ? url(path, operation) : url, form(operation));
        };
    if (path.startsWith("/search/")) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      checkLines(response);
      return;
    }
    if (isWithoutData(operation)) {
      // The description has an envelope with nothing in it; what Prometheus sends is not even that.
      assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
      assertThat(response.body()).isEmpty();
      return;
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode body = JsonMapper.shared().readTree(response.body());
    assertThat(document.differences(schema(operation, "200"), body)).isEmpty();
  }

  /// The description calls a stream a text; what its lines are is said in words there.
  private static void checkLines(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/x-ndjson; charset=utf-8");
    List<JsonNode> lines = response.body().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.get("results").isArray());
    assertThat(lines.getLast().propertyNames()).containsExactly("status", "has_more");
    assertThat(lines.getLast().get("status").asString()).isEqualTo("success");
  }

  @TestFactory
  Stream<DynamicTest> errorsHaveTheDescribedShape() {
    return Stream.of(
            "/query?query=sum(",
            "/query?query=up&time=never",
            "/query_range?query=up&start=0&end=1&step=0",
            "/series",
            "/labels?limit=-1",
            "/metadata?limit=x",
            "/scrape_pools/config",
            "/status/tsdb?limit=0",
            "/search/metric_names?sort_by=cardinality",
            "/search/label_names?limit=0",
            "/search/label_values",
            "/rules?type=none")
        .map(path ->
            DynamicTest.dynamicTest(
                path,
                () -> {
                  HttpResponse<String> response = server.get("/api/v1" + path);
                  assertThat(response.statusCode()).isEqualTo(400);
                  JsonNode body = JsonMapper.shared().readTree(response.body());
                  assertThat(
                          document.differences(Map.of("$ref", "#/components/schemas/Error"), body))
                      .isEmpty();
                  assertThat(body.get("errorType").asString()).isEqualTo("bad_data");
                }));
  }

  private static boolean isWithoutData(Map<String, Object> operation) {
    return !map(document.resolve(schema(operation, "200")).get("properties")).containsKey("data");
  }

  private static Object schema(Map<String, Object> operation, String status) {
    Map<String, Object> content =
        map(map(map(operation.get("responses")).get(status)).get("content"));
    return map(content.get("application/json")).get("schema");
  }

  private static String url(String path, Map<String, Object> operation) {
    String url = "/api/v1" + path;
    for (Object parameter : list(operation.get("parameters"))) {
      if ("path".equals(map(parameter).get("in"))) {
        url = url.replace("{" + map(parameter).get("name") + "}", example(map(parameter)));
      }
    }
    return url;
  }

  /// Every described parameter, with its first example.
  private static String parameters(Map<String, Object> operation) {
    StringJoiner query = new StringJoiner("&");
    for (Object node : list(operation.get("parameters"))) {
      Map<String, Object> parameter = map(node);
      if ("query".equals(parameter.get("in"))) {
        query.add(pair(parameter.get("name").toString(), example(parameter)));
      }
    }
    return query.toString().replace("scrapePool=prometheus", "scrapePool=vigie");
  }

  private static String example(Map<String, Object> parameter) {
    Map<String, Object> examples = map(parameter.get("examples"));
    return examples.isEmpty()
        ? single(map(parameter.get("schema")).getOrDefault("example", "job"))
        : single(map(examples.values().iterator().next()).get("value"));
  }

  private static String form(Map<String, Object> operation) {
    if (!operation.containsKey("requestBody")) {
      return "";
    }
    Map<String, Object> content = map(map(operation.get("requestBody")).get("content"));
    Map<String, Object> schema =
        document.resolve(map(content.get("application/x-www-form-urlencoded")).get("schema"));
    StringJoiner form = new StringJoiner("&");
    map(schema.get("properties"))
        .forEach((name, property) -> {
          if (map(property).containsKey("example")) {
            form.add(pair(name, single(map(property).get("example"))));
          }
        });
    return form.toString();
  }

  private static String single(Object value) {
    return value instanceof List<?> values ? values.getFirst().toString() : value.toString();
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> storedDataHaveTheDescribedShape() {
    return Stream.of(
            "/query?query=requests_total&stats=all",
            "/query?query=latency_seconds",
            "/query?query=scalar(vector(1))",
            "/query?query=requests_total[1m]",
            "/query_range?query=rate(latency_seconds[1m])&start=%1$d&end=%2$d&step=15&stats=all",
            "/query_range?query=requests_total&start=%1$d&end=%2$d&step=15",
            "/series?match[]=requests_total",
            "/labels",
            "/label/job/values")
        .map(path ->
            DynamicTest.dynamicTest(
                path,
                () -> {
                  long now = System.currentTimeMillis() / 1000;
                  HttpResponse<String> response =
                      server.get(
                          "/api/v1"
                              + path.replace("%1$d", "" + (now - 300))
                                  .replace("%2$d", "" + now)
                                  .replace("[", "%5B")
                                  .replace("]", "%5D"));
                  JsonNode body = JsonMapper.shared().readTree(response.body());
                  String name = path.replaceAll("\\?.*", "").replace("/job/", "/{name}/");
                  Map<String, Object> get = map(map(document.paths().get(name)).get("get"));
                  assertThat(document.differences(schema(get, "200"), body)).isEmpty();
                  JsonNode data = body.get("data");
                  assertThat(data.has("result") ? data.get("result") : data).isNotEmpty();
                }));
  }
}
