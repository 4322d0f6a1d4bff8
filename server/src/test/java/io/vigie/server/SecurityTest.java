package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People and programs that come in, and those who do not, as they see it.
class SecurityTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  private StartedVigie guarded() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Files.writeString(file, "vigie:\n  security: {admin_password_file: password}\n");
    return StartedVigie.withFile(folder, file);
  }

  private static String basic(String user, String password) {
    byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  private static String quoted(String json, Object... values) {
    return json.formatted(values).replace('\'', '"');
  }

  private static JsonNode tree(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static HttpResponse<String> logIn(StartedVigie server, String user, String password)
      throws Exception {
    return server.json(
        "POST", "/api/auth/login", quoted("{'username':'%s','password':'%s'}", user, password));
  }

  @Test
  void aServerOpenToOthersDemandsCredentialsFromTheFirstStartAndMakesUpAPassword()
      throws Exception {
    Path file = folder.resolve("data/initial-admin-password");
    try (StartedVigie server = StartedVigie.onEveryInterface(folder)) {
      assertThat(server.get("/api/v1/query?query=up").statusCode()).isEqualTo(401);
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      String password = Files.readString(file).strip();
      assertThat(password).hasSize(24);
      assertThat(logIn(server, "admin", "admin").statusCode()).isEqualTo(401);
      String access = tree(logIn(server, "admin", password)).path("access_token").asString();
      String[] bearer = {"Authorization", "Bearer " + access};
      assertThat(server.json("GET", "/api/v1/query?query=up", "", bearer).statusCode())
          .isEqualTo(200);
      HttpResponse<String> changed =
          server.json(
              "POST",
              "/api/auth/password",
              quoted("{'current':'%s','password':'%s'}", password, PASSWORD),
              bearer);
      assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
      assertThat(file).doesNotExist();
      assertThat(server.json("GET", "/api/auth/me", "", bearer).statusCode()).isEqualTo(200);
    }
    try (StartedVigie server = StartedVigie.onEveryInterface(folder)) {
      assertThat(file).doesNotExist();
      assertThat(logIn(server, "admin", PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aServerOnLoopbackWithoutTheSectionAsksNobody() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      assertThat(server.get("/api/v1/query?query=up").statusCode()).isEqualTo(200);
      JsonNode me = tree(server.get("/api/auth/me"));
      assertThat(me.path("means").asString()).isEqualTo("local");
      assertThat(logIn(server, "admin", PASSWORD).statusCode()).isEqualTo(409);
      assertThat(
              server
                  .json("GET", "/api/v1/query?query=up", "", "Authorization", "Bearer whatever")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aReloadCanBeginToDemandCredentials() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "");
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      assertThat(server.get("/api/v1/status/config").statusCode()).isEqualTo(200);
      Files.writeString(folder.resolve("password"), PASSWORD);
      Files.writeString(file, "vigie:\n  security:\n    admin_password_file: password\n");
      assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/status/config").statusCode()).isEqualTo(401);
      assertThat(logIn(server, "admin", PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBrowserIsLoggedInByCookiesThatScriptsAndOtherSitesCannotUse() throws Exception {
    try (StartedVigie server = guarded()) {
      HttpResponse<String> login =
          server.json(
              "POST",
              "/api/auth/login",
              quoted("{'username':'admin','password':'%s','cookie':true}", PASSWORD));
      assertThat(login.body()).doesNotContain("token");
      List<String> cookies = login.headers().allValues("Set-Cookie");
      assertThat(cookies)
          .hasSize(2)
          .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
      assertThat(cookies.get(1)).contains("Path=/api/auth;");
      String session = cookies.get(0).split(";", 2)[0];
      assertThat(server.json("GET", "/api/v1/query?query=up", "", "Cookie", session).statusCode())
          .isEqualTo(200);
      assertThat(
              server
                  .json("POST", "/-/reload", "", "Cookie", session, "Sec-Fetch-Site", "cross-site")
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              server
                  .json("POST", "/-/reload", "", "Cookie", session, "Origin", "http://evil.example")
                  .statusCode())
          .isEqualTo(403);
      String both = session + "; " + cookies.get(1).split(";", 2)[0];
      HttpResponse<String> next = server.json("POST", "/api/auth/refresh", "{}", "Cookie", both);
      assertThat(next.statusCode()).isEqualTo(200);
      String refreshed = next.headers().allValues("Set-Cookie").get(1).split(";", 2)[0];
      HttpResponse<String> out = server.json("POST", "/api/auth/logout", "{}", "Cookie", refreshed);
      assertThat(out.statusCode()).isEqualTo(204);
      assertThat(out.headers().allValues("Set-Cookie")).allMatch(c -> c.contains("Max-Age=0"));
      assertThat(server.json("GET", "/api/v1/query?query=up", "", "Cookie", session).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void whatPeopleChangeIsWrittenDownWithoutSecrets() throws Exception {
    try (StartedVigie server = guarded()) {
      String[] admin = {"Authorization", basic("admin", PASSWORD)};
      server.json(
          "POST",
          "/api/users",
          quoted("{'name':'ann','role':'viewer','password':'%s'}", PASSWORD + "!"),
          admin);
      server.json("PUT", "/api/users/ann", quoted("{'role':'editor'}"), admin);
      server.json("GET", "/api/users", "", admin);
      server.json("POST", "/-/reload", "", admin);
      server.json("DELETE", "/api/users/ann", "", admin);
      assertThat(server.json("DELETE", "/api/users/ann", "", admin).statusCode()).isEqualTo(404);
      HttpResponse<String> audit = server.json("GET", "/api/audit", "", admin);
      assertThat(tree(audit).findValuesAsString("action"))
          .containsExactly(
              "DELETE /api/users/{name}",
              "POST /-/reload",
              "PUT /api/users/{name}",
              "POST /api/users");
      JsonNode role = tree(audit).get(2);
      assertThat(role.path("before").asString()).isEqualTo("ann (viewer)");
      assertThat(role.path("after").asString()).isEqualTo("ann (editor)");
      assertThat(role.path("user").asString()).isEqualTo("admin");
      assertThat(role.path("address").asString()).isEqualTo("127.0.0.1");
      assertThat(audit.body()).doesNotContain(PASSWORD).doesNotContain("argon2");
    }
  }

  @Test
  void anAdminSeesWhatAReloadWouldPutInForceAndNoSecretsInIt() throws Exception {
    try (StartedVigie server = guarded()) {
      String[] admin = {"Authorization", basic("admin", PASSWORD)};
      Path file = folder.resolve("prometheus.yml");
      Files.writeString(
          file,
          """
          scrape_configs:
            - job_name: added
              basic_auth: {username: ann, password: very-secret}
          vigie:
            security: {admin_password_file: password}
          """);
      JsonNode pending = tree(server.json("GET", "/api/config/pending", "", admin));
      assertThat(pending.path("inForce").asString()).doesNotContain("added");
      assertThat(pending.path("onDisk").asString())
          .contains("job_name: added")
          .doesNotContain("very-secret");
      Files.writeString(file, "scrape_configs: nonsense\n");
      pending = tree(server.json("GET", "/api/config/pending", "", admin));
      assertThat(pending.has("onDisk")).isFalse();
      assertThat(pending.path("problem").asString()).contains("prometheus.yml", "scrape_configs");
      assertThat(pending.path("lastReloadSuccessful").asBoolean()).isTrue();
    }
  }

  @Test
  void whoWasNeverLoggedInDidNotFailToStayLoggedIn() throws Exception {
    try (StartedVigie server = guarded()) {
      assertThat(server.json("POST", "/api/auth/refresh", "{}").statusCode()).isEqualTo(401);
      String[] admin = {"Authorization", basic("admin", PASSWORD)};
      assertThat(server.json("GET", "/metrics", "", admin).body())
          .doesNotContain("user_type=\"refresh_token\"");
    }
  }

  @Test
  void guessingPasswordsIsSlowedDownAndShowsInTheMetricsOfTheRuleThatWatchesForIt()
      throws Exception {
    try (StartedVigie server = guarded()) {
      String[] token = {"Authorization", "Bearer " + readToken(server)};
      int later = 0;
      for (int i = 0; i < 60; i++) {
        HttpResponse<String> answer = logIn(server, "admin", "guess number " + i);
        assertThat(answer.statusCode()).isIn(401, 429);
        later += answer.statusCode() == 429 ? 1 : 0;
        if (answer.statusCode() == 429) {
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
      }
      assertThat(later).isGreaterThan(40);
      String metrics = server.json("GET", "/metrics", "", token).body();
      assertThat(metrics)
          .contains("authentication_attempts_total{result=\"failed\",user_type=\"password\"} 60.0");
    }
  }

  /// For a scraper; it is not slowed down by those who guess.
  private static String readToken(StartedVigie server) throws Exception {
    HttpResponse<String> answer =
        server.json(
            "POST",
            "/api/tokens",
            quoted("{'name':'prometheus','scopes':['read']}"),
            "Authorization",
            basic("admin", PASSWORD));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return tree(answer).path("token").asString();
  }

  @Test
  void errorsAreProblemsAsTheStandardDescribesThem() throws Exception {
    try (StartedVigie server = guarded()) {
      HttpResponse<String> nobody = server.get("/api/users");
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      String[] admin = {"Authorization", basic("admin", PASSWORD)};
      HttpResponse<String> wrong = server.json("POST", "/api/users", quoted("{'nmae':'x'}"), admin);
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(tree(wrong).path("detail").asString()).contains("nmae");
      HttpResponse<String> twice =
          server.json(
              "POST",
              "/api/users",
              quoted("{'name':'admin','role':'admin','password':'%s'}", PASSWORD),
              admin);
      assertThat(twice.statusCode()).isEqualTo(409);
    }
  }

  @Test
  void aViewerCannotMakeATokenThatMayMore() throws Exception {
    try (StartedVigie server = guarded()) {
      server.json(
          "POST",
          "/api/users",
          quoted("{'name':'ann','role':'viewer','password':'%s'}", PASSWORD),
          "Authorization",
          basic("admin", PASSWORD));
      String[] ann = {"Authorization", basic("ann", PASSWORD)};
      assertThat(
              server
                  .json("POST", "/api/tokens", quoted("{'name':'x','scopes':['edit']}"), ann)
                  .statusCode())
          .isEqualTo(403);
      JsonNode token =
          tree(server.json("POST", "/api/tokens", quoted("{'name':'x','scopes':['read']}"), ann));
      String[] bearer = {"Authorization", "Bearer " + token.path("token").asString()};
      assertThat(
              server
                  .json("POST", "/api/tokens", quoted("{'name':'y','scopes':['read']}"), bearer)
                  .statusCode())
          .isEqualTo(403);
      String own = server.json("GET", "/api/tokens", "", ann).body();
      assertThat(own).contains("lastUsed").doesNotContain("digest").doesNotContain("vigie_");
    }
  }

  @Test
  void clientsOfInfluxDbComeInWithTheirOwnWaysToSayWhoTheyAre() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(
        file, "vigie: {push: {influx: true}, security: {admin_password_file: password}}\n");
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      String line = "cpu load=1";
      assertThat(server.json("POST", "/write?db=d", line).statusCode()).isEqualTo(401);
      assertThat(
              server.json("POST", "/write?db=d&u=admin&p=correct+horse+battery", line).statusCode())
          .isEqualTo(204);
      assertThat(server.json("POST", "/write?db=d&u=admin&p=cow", line).statusCode())
          .isEqualTo(401);
      String[] token = {"Authorization", "Token admin:" + PASSWORD};
      assertThat(server.json("POST", "/api/v2/write?bucket=d", line, token).statusCode())
          .isEqualTo(204);
      assertThat(server.get("/api/v1/query?query=up&u=admin&p=correct+horse+battery").statusCode())
          .isEqualTo(401);
    }
  }
}
