package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every operation of Vigie's own API: pages, tags, limits, errors.
class ApiConventionsTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String[] ADMIN = {"Authorization", basic("admin", PASSWORD)};

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(
        file,
        """
        vigie:
          security: {admin_password_file: password}
          http:
            rate_limits:
              address: {requests: 20, per: 1h}
              token: {requests: 1000, per: 1m}
        """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String basic(String user, String password) {
    byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of(ADMIN));
    all.addAll(List.of(headers));
    return server.json("GET", path, "", all.toArray(String[]::new));
  }

  private static JsonNode tree(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void aListComesInPagesThatLinkToTheNext() throws Exception {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String rule = "{\"name\":\"Rule %d\",\"expr\":\"vector(0) > %d\"}".formatted(i, i);
      made.add(tree(server.json("POST", "/api/alerts/rules", rule, ADMIN)).get("id").asString());
    }
    List<String> seen = new ArrayList<>();
    String path = "/api/alerts/rules?limit=2";
    int pages = 0;
    while (!path.isEmpty()) {
      HttpResponse<String> page = get(path);
      pages++;
      tree(page).forEach(rule -> seen.add(rule.get("id").asString()));
      path =
          page.headers()
              .firstValue("Link")
              .map(link -> "/api/alerts/rules" + link.replaceAll("<(.*)>; rel=\"next\"", "$1"))
              .orElse("");
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    assertThat(get("/api/alerts/rules").headers().firstValue("Link")).isEmpty();
    assertThat(get("/api/alerts/rules?cursor=%25").statusCode()).isEqualTo(400);
    assertThat(get("/api/alerts/rules?limit=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void theAuditLogComesInPagesToo() throws Exception {
    String body = "{\"name\":\"t\",\"scopes\":[\"read\"]}";
    for (int i = 0; i < 7; i++) {
      server.json("POST", "/api/tokens", body, ADMIN);
    }
    JsonNode whole = tree(get("/api/audit?action=POST%20%2Fapi%2Ftokens"));
    assertThat(whole).hasSizeGreaterThanOrEqualTo(7);
    List<JsonNode> seen = new ArrayList<>();
    String path = "/api/audit?action=POST%20%2Fapi%2Ftokens&limit=2";
    while (!path.isEmpty()) {
      HttpResponse<String> page = get(path);
      assertThat(tree(page).size()).isBetween(1, 2);
      tree(page).forEach(seen::add);
      path =
          page.headers()
              .firstValue("Link")
              .map(link -> "/api/audit" + link.replaceAll("<(.*)>; rel=\"next\"", "$1"))
              .orElse("");
    }
    assertThat(seen).containsExactlyElementsOf(whole);
    assertThat(get("/api/audit?cursor=x").statusCode()).isEqualTo(400);
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/api/users");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same = get("/api/users", "If-None-Match", "\"other\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(get("/api/users", "If-None-Match", "W/" + tag).statusCode()).isEqualTo(304);
    server.json(
        "POST",
        "/api/users",
        "{\"name\":\"bob\",\"role\":\"viewer\",\"password\":\"" + PASSWORD + "\"}",
        ADMIN);
    assertThat(get("/api/users", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void whoAsksTooMuchIsToldWhenToComeAgainAndOthersAreServed() throws Exception {
    HttpResponse<String> known = get("/api/health");
    assertThat(known.headers().firstValue("RateLimit-Policy")).hasValue("\"token\";q=1000;w=60");
    assertThat(known.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"token\";r=");
    HttpResponse<String> refused = server.get("/api/health");
    for (int i = 0; i < 25 && refused.statusCode() != 429; i++) {
      assertThat(refused.statusCode()).isEqualTo(401);
      refused = server.get("/api/health");
    }
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 180L);
    assertThat(refused.headers().firstValue("RateLimit").orElseThrow())
        .startsWith("\"address\";r=0;t=");
    assertThat(get("/api/health").statusCode()).isEqualTo(200);
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/query?query=1").statusCode()).isEqualTo(401);
    assertThat(server.json("GET", "/metrics", "", ADMIN).body())
        .containsPattern("vigie_http_rate_limited_total\\{policy=\"address\"} [1-9]");
  }

  @Test
  void whatIsNotThereIsToldAsAProblemToo() throws Exception {
    HttpResponse<String> nowhere = get("/api/nowhere");
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(tree(nowhere).get("status").asInt()).isEqualTo(404);
    HttpResponse<String> wrong = server.json("PUT", "/api/health", "{}", ADMIN);
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(tree(wrong).get("title").asString()).isEqualTo("Method Not Allowed");
  }

  @Test
  void pagesOfOtherSitesReadTheHeadersThatMatter() throws Exception {
    HttpResponse<String> answer = get("/api/health", "Origin", "https://elsewhere.example");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag", "Link", "RateLimit", "Retry-After");
  }
}
