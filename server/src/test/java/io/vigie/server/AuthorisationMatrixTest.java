package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.server.http.RouteAccess;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Every route with every kind of credential. What each demands is said here once more, apart from
/// where it is served.
class AuthorisationMatrixTest {
  private static final String PASSWORD = "correct horse battery";
  private static final Set<String> EVERYBODY =
      Set.of(
          "POST /api/auth/login",
          "POST /api/auth/refresh",
          "POST /api/auth/logout",
          "GET /socket.io/",
          "POST /socket.io/",
          "GET /health",
          "GET /health/ready",
          "GET /health/live",
          "GET /ping/{token}",
          "POST /ping/{token}");
  private static final Set<String> WHOEVER_IS_KNOWN =
      Set.of(
          "GET /api/auth/me",
          "POST /api/auth/password",
          "GET /api/tokens",
          "POST /api/tokens",
          "DELETE /api/tokens/{id}");

  /// Read, though they are posted: what they ask for may be too long for a URL.
  private static final Set<String> QUESTIONS =
      Set.of(
          "query",
          "query_range",
          "query_exemplars",
          "explain",
          "format_query",
          "parse_query",
          "labels",
          "series",
          "search/metric_names",
          "search/label_names",
          "search/label_values",
          "read");

  private static final List<String> ADMINS =
      List.of("/api/v1/admin/", "/-/reload", "/-/quit", "/api/users", "/api/audit", "/api/config/");
  private static final List<String> SENDERS =
      List.of(
          "/api/v1/write",
          "/api/v1/import",
          "/api/v1/otlp/",
          "/v1/metrics",
          "/api/v2/alerts",
          "/api/v2/write",
          "/api/metrics/",
          "/metrics/",
          "/write",
          "/query",
          "/ping");

  @TempDir static Path folder;
  private static StartedVigie server;
  private static final Map<String, String> CREDENTIALS = new TreeMap<>();

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(
        file,
        """
        vigie:
          push: {pushgateway: true, import: true, influx: true}
          security:
            admin_password_file: password
            access_token_lifetime: 1ms
        """);
    server = StartedVigie.withFile(folder, file);
    CREDENTIALS.put("admin", basic("admin"));
    for (String role : List.of("viewer", "editor")) {
      create("/api/users", "{'name':'%s','role':'%s','password':'%s'}", role, role, PASSWORD);
      CREDENTIALS.put(role, basic(role));
    }
    CREDENTIALS.put("ingest token", bearer(token("ingest", "1h")));
    CREDENTIALS.put("read token", bearer(token("read", "1h")));
    CREDENTIALS.put("expired token", bearer(token("read','admin", "1ms")));
    String revoked = token("admin", "1h");
    server.json(
        "DELETE", "/api/tokens/" + revoked.split("_", 3)[1], "", "Authorization", basic("admin"));
    CREDENTIALS.put("revoked token", bearer(revoked));
    String login = create("/api/auth/login", "{'username':'admin','password':'%s'}", PASSWORD);
    CREDENTIALS.put(
        "expired session",
        bearer(JsonMapper.shared().readTree(login).get("access_token").asString()));
    CREDENTIALS.put("foreign session", bearer(foreign()));
    CREDENTIALS.put("wrong scheme", "Negotiate abc");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String basic(String user) {
    byte[] text = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static String create(String path, String json, Object... values) throws Exception {
    HttpResponse<String> response =
        server.json(
            "POST",
            path,
            json.formatted(values).replace('\'', '"'),
            "Authorization",
            basic("admin"));
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    return response.body();
  }

  private static String token(String scopes, String lifetime) throws Exception {
    String body =
        create(
            "/api/tokens", "{'name':'test','scopes':['%s'],'expires_in':'%s'}", scopes, lifetime);
    return JsonMapper.shared().readTree(body).get("token").asString();
  }

  /// As ours would be, signed with another key.
  private static String foreign() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer("vigie")
                .subject("admin")
                .claim("sid", "x")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    token.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
    return token.serialize();
  }

  private static boolean isQuestion(String path) {
    return path.startsWith("/api/v1/") && QUESTIONS.contains(path.substring("/api/v1/".length()));
  }

  /// Who may use a route.
  private static Set<String> allowed(RouteAccess route) {
    String path = route.path();
    if (path.startsWith(MessageLinks.PATH)) {
      Set<String> whoever =
          new TreeSet<>(CREDENTIALS.keySet()); // the link itself is what is checked
      whoever.add("none");
      return whoever;
    }
    if (EVERYBODY.contains(route.operation())) {
      return Set.of("none", "viewer", "editor", "admin", "ingest token", "read token");
    }
    if (WHOEVER_IS_KNOWN.contains(route.operation())) {
      return Set.of("viewer", "editor", "admin", "ingest token", "read token");
    }
    if (ADMINS.stream().anyMatch(path::startsWith)) {
      return Set.of("admin");
    }
    if (route.method().equals("GET") && !isBodyOfSender(route) || isQuestion(path)) {
      return Set.of("viewer", "editor", "admin", "read token");
    }
    return isBodyOfSender(route)
        ? Set.of("editor", "admin", "ingest token")
        : Set.of("editor", "admin");
  }

  /// Protocols of senders begin with questions that only they ask.
  private static boolean isBodyOfSender(RouteAccess route) {
    if (route.operation().equals("DELETE /api/metrics/custom/{name}")) {
      return false;
    }
    boolean ownQuestion = Set.of("/query", "/ping").contains(route.path());
    return SENDERS.stream().anyMatch(route.path()::startsWith)
        && (!route.method().equals("GET") || ownQuestion || route.path().startsWith("/metrics/"));
  }

  private static Set<String> letIn(RouteAccess route) throws Exception {
    String path = route.path().replaceAll("[{<](\\w+)[}>]", "x");
    Set<String> in = new TreeSet<>();
    List<String> names = new ArrayList<>(CREDENTIALS.keySet());
    names.add("none");
    for (String name : names) {
      String[] headers =
          name.equals("none")
              ? new String[0]
              : new String[] {"Authorization", CREDENTIALS.get(name)};
      HttpResponse<InputStream> response = server.begin(route.method(), path, headers);
      response.body().close();
      if (response.statusCode() != 401 && response.statusCode() != 403) {
        in.add(name);
      }
    }
    return in;
  }

  @Test
  void everyRouteLetsInWhomItShould() throws Exception {
    List<RouteAccess> routes = server.vigie.routes();
    assertThat(routes).hasSizeGreaterThan(80);
    List<String> wrong = new ArrayList<>();
    for (RouteAccess route : routes) {
      Set<String> expected = new TreeSet<>(allowed(route));
      Set<String> actual = letIn(route);
      if (!expected.equals(actual)) {
        wrong.add(route.operation() + ": lets in " + actual + ", should let in " + expected);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void pagesAndProbesAreOpenSoThatOneCanLogIn() throws Exception {
    for (String path : List.of("/-/healthy", "/-/ready", "/", "/alerts")) {
      assertThat(server.get(path).statusCode()).as(path).isNotIn(401, 403);
    }
  }
}
