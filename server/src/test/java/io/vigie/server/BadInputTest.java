package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.http.HttpSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the way from a rule to people does with bad input: a clear error or a bounded effect, never
/// a lost alert. Here is what comes in over HTTP; elsewhere:
///
/// | input | test |
/// |---|---|
/// | a template of a rule that is none, groups with the same name | `RuleFileReaderTest` |
/// | a template of a rule that fails | `RuleTemplatesTest` |
/// | a template of a message that fails | `StandardIntegrationsTest`, `aBrokenTemplateIsRefused…` |
/// | receivers that answer 4xx, 5xx, nothing, or too late | `StandardIntegrationsTest`, `theStatusSays…` |
/// | receivers that never answer | `AlertingTest`, `oneDeadIntegrationDelaysNoOther` |
/// | a clock that is put back or forward | `ClockJumpTest` |
/// | a kill at any moment | `KilledAtAnyMomentTest`, `KilledWhileEscalatingTest` |
class BadInputTest {
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

  private static HttpResponse<String> post(String path, byte[] body, String... contentType)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v2" + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String type : contentType) {
      request.header("Content-Type", type);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private static JsonNode alerts(String name) throws Exception {
    return JsonMapper.shared()
        .readTree(server.get("/api/v2/alerts?filter=alertname%3D" + name).body());
  }

  @Test
  void aThousandLabelsAreKept() throws Exception {
    String labels =
        IntStream.range(0, 1000)
            .mapToObj(i -> "\"l%d\":\"v%d\"".formatted(i, i))
            .collect(Collectors.joining(","));
    assertThat(post("/alerts", "[{\"labels\":{\"alertname\":\"Wide\",%s}}]".formatted(labels)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(alerts("Wide").get(0).get("labels").size()).isEqualTo(1001);
  }

  @Test
  void whatIsNoUnicodeIsReplacedOrRefusedAndTheOthersAreTaken() throws Exception {
    byte[] body =
        "[{\"labels\":{\"alertname\":\"Bytes\",\"a\":\"x?y\"}},{\"labels\":{\"alertname\":\"Beside\"}}]"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '?') {
        body[i] = (byte) 0xff;
      }
    }
    assertThat(post("/alerts", body, "application/json").statusCode()).isEqualTo(200);
    assertThat(alerts("Bytes").get(0).get("labels").get("a").asString()).isEqualTo("x\ufffdy");
    assertThat(alerts("Beside")).hasSize(1);
    HttpResponse<String> surrogate =
        post(
            "/alerts",
            "[{\"labels\":{\"alertname\":\"Half\",\"a\":\"\\ud800\"}},"
                + "{\"labels\":{\"alertname\":\"Whole\"}}]");
    assertThat(surrogate.statusCode()).isEqualTo(400);
    assertThat(surrogate.body()).contains("invalid label set");
    assertThat(alerts("Whole")).as("what is valid is taken").hasSize(1);
  }

  @Test
  void anotherMediaTypeIsRefusedAsUpstreamDoes() throws Exception {
    byte[] alert = "[{\"labels\":{\"alertname\":\"Typed\"}}]".getBytes(StandardCharsets.UTF_8);
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      HttpResponse<String> answer = post("/alerts", alert, type);
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body())
          .contains(
              "\"code\":415",
              "unsupported media type \\\"" + type + "\\\", only [application/json] are allowed");
    }
    assertThat(post("/silences", alert, "text/html").statusCode()).isEqualTo(415);
    assertThat(post("/alerts", alert).statusCode()).as("no type at all").isEqualTo(415);
    assertThat(alerts("Typed")).isEmpty();
    assertThat(post("/alerts", alert, "Application/JSON; charset=utf-8").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() throws Exception {
    byte[] huge = new byte[(int) HttpSettings.DEFAULT_MAX_BODY_BYTES + 1];
    Arrays.fill(huge, (byte) ' ');
    assertThat(post("/alerts", huge, "application/json").statusCode()).isEqualTo(413);
    assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void nestingWithoutEndIsRefused() throws Exception {
    assertThat(post("/alerts", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(post("/silences", "{\"a\":".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "(a+)+$, 200",
    "(.*.*.*.*.*.*)*x, 200",
    "(?i:x{1000}), 200",
    "(x{1000}){1000}, 400",
    "(, 400",
    "(?=x), 400",
    "NESTED, 400"
  })
  void aHostileExpressionIsRefusedOrTakesNoLongerThanAnyOther(String regex, int status)
      throws Exception {
    String expression = regex.equals("NESTED") ? "(".repeat(3000) + ")".repeat(3000) : regex;
    String silence =
        """
        {"matchers":[{"name":"a","value":"%s","isRegex":true},
                     {"name":"alertname","value":"Nobody","isRegex":false}],
         "startsAt":"2020-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z",
         "createdBy":"me","comment":"c"}
        """;
    HttpResponse<String> answer = post("/silences", silence.formatted(expression));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    String asked =
        "/api/v2/alerts?receiver=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    if (asked.length() < 7000) {
      assertThat(server.get(asked).statusCode()).isEqualTo(status);
    }
    String long1 = "a".repeat(20_000) + "!";
    assertThat(
            post(
                "/alerts", "[{\"labels\":{\"alertname\":\"Long\",\"a\":\"%s\"}}]".formatted(long1)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(alerts("Long")).hasSize(1);
  }
}
