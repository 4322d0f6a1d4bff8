package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/api/v1/openapi.yaml` says what is served, all of it and nothing else.
class OpenApiTest {
  private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/(\\w+)");

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String document(String version) throws Exception {
    var response = server.get("/api/v1/openapi.yaml" + version);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/yaml; charset=utf-8");
    return response.body();
  }

  private static YamlNode.Mapping parse(String document) {
    return (YamlNode.Mapping) YamlFile.parse("openapi.yaml", folder, document).root().orElseThrow();
  }

  private static YamlNode at(YamlNode node, String key) {
    return ((YamlNode.Mapping) node)
        .entries().stream()
            .filter(entry -> entry.key().text().equals(key))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + key))
            .value();
  }

  private static List<String> keys(YamlNode node) {
    return ((YamlNode.Mapping) node).entries().stream().map(entry -> entry.key().text()).toList();
  }

  private static Set<String> documented(String document) {
    Set<String> operations = new TreeSet<>();
    YamlNode paths = at(parse(document), "paths");
    for (String path : keys(paths)) {
      keys(at(paths, path))
          .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path));
    }
    return operations;
  }

  /// Whoever adds an endpoint describes it in `server.http.openapi.Operations`.
  @Test
  void describesEveryOperationThatIsServedAndNoOther() throws Exception {
    Set<String> served = new TreeSet<>();
    for (String operation : server.vigie.operations()) {
      String[] methodAndPath = operation.split(" ", 2);
      if (methodAndPath[1].startsWith("/api/v1/")) {
        served.add(methodAndPath[0] + " " + methodAndPath[1].substring("/api/v1".length()));
      }
    }
    assertThat(documented(document("?openapi_version=3.2")))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  /// Whoever adds an operation of Vigie's own API describes it in `RestOperations`.
  @Test
  void describesEveryOperationOfVigiesOwnApiAndNoOther() throws Exception {
    Set<String> served = new TreeSet<>();
    for (String operation : server.vigie.operations()) {
      String[] methodAndPath = operation.split(" ", 2);
      if (methodAndPath[1].matches("/api/(?!v1/|v2/|search$|dashboards/(?:db$|uid/)).*")) {
        served.add(methodAndPath[0] + " " + methodAndPath[1].substring("/api".length()));
      }
    }
    String document = server.get("/api/openapi.yaml").body();
    assertThat(documented(document)).containsExactlyInAnyOrderElementsOf(served);
    assertThat(document).contains("application/problem+json");
  }

  /// Texts in a form of their own and what is binary apart.
  @Test
  void everyAnswerInJsonIsDescribedToItsLastField() throws Exception {
    for (String api : List.of("/api", "/api/v1")) {
      String yaml = server.get(api + "/openapi.yaml?openapi_version=3.2").body();
      List<DocumentedOperation> operations = DocumentedOperation.all(api, yaml);
      assertThat(operations).hasSizeGreaterThan(40);
      assertThat(UndescribedAnswers.of(operations)).as(api).isEmpty();
    }
  }

  @Test
  void theOlderVersionLeavesOutWhatItCannotSay() throws Exception {
    String older = document("");
    String newer = document("?openapi_version=3.2");
    assertThat(older).startsWith("openapi: ").contains("3.1.0");
    assertThat(newer).contains("3.2.0");
    Set<String> missing = new TreeSet<>(documented(newer));
    missing.removeAll(documented(older));
    assertThat(missing).containsExactly("GET /notifications/live");
  }

  @Test
  void operationsHaveNamesOfTheirOwn() throws Exception {
    List<String> ids = new ArrayList<>();
    YamlNode paths = at(parse(document("")), "paths");
    for (String path : keys(paths)) {
      for (String method : keys(at(paths, path))) {
        YamlNode id = at(at(at(paths, path), method), "operationId");
        ids.add(((YamlNode.Scalar) id).text());
      }
    }
    assertThat(ids).doesNotHaveDuplicates().contains("query", "query-post", "remoteWrite");
  }

  @Test
  void peopleReadItOnAPageThatLoadsNothingFromElsewhere() throws Exception {
    var page = server.get("/api-docs");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .doesNotContain("unsafe-eval");
    Matcher file = Pattern.compile("(?:href|src)=\"(/api-docs/[^\"]*)\"").matcher(page.body());
    int files = 0;
    while (file.find()) {
      var answer = server.get(file.group(1));
      assertThat(answer.statusCode()).as(file.group(1)).isEqualTo(200);
      assertThat(answer.body()).as(file.group(1)).hasSizeGreaterThan(100);
      files++;
    }
    assertThat(files).isEqualTo(4);
    assertThat(page.body()).contains("href=\"/favicon.svg\"");
    assertThat(server.get("/api-docs/start.js").body())
        .contains("/api/openapi.yaml", "/api/v1/openapi.yaml");
  }

  @Test
  void everySchemaThatIsNamedIsThere() throws Exception {
    String document = document("");
    Set<String> named = new HashSet<>();
    Matcher reference = REFERENCE.matcher(document);
    while (reference.find()) {
      named.add(reference.group(1));
    }
    assertThat(keys(at(at(parse(document), "components"), "schemas"))).containsAll(named);
  }

  @Test
  void aPathParameterStandsInThePath() throws Exception {
    YamlNode values = at(at(at(parse(document("")), "paths"), "/label/{name}/values"), "get");
    YamlNode first = ((YamlNode.Sequence) at(values, "parameters")).items().getFirst();
    assertThat(((YamlNode.Scalar) at(first, "name")).text()).isEqualTo("name");
    assertThat(((YamlNode.Scalar) at(first, "in")).text()).isEqualTo("path");
  }

  @Test
  void theSizeOfAnswersIsMeasured() throws Exception {
    int size = document("").length();
    String metrics = server.get("/metrics").body();
    assertThat(metrics)
        .containsPattern(
            "prometheus_http_response_size_bytes_bucket\\{handler=\"/api/v1/openapi.yaml\",le=\"100.0\"} 0\n")
        .containsPattern(
            "prometheus_http_response_size_bytes_sum\\{handler=\"/api/v1/openapi.yaml\"} [1-9]");
    assertThat(size).isGreaterThan(1000);
  }
}
