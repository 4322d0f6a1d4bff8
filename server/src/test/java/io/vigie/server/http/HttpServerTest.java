package io.vigie.server.http;

import static io.vigie.server.http.RunningHttpServer.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Bcrypt;
import io.vigie.model.state.StateUnavailableException;
import io.vigie.server.http.ServerState.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final RouteGroup ECHO =
      router ->
          router.getAndPost(
              "/echo", request -> Answer.of(json -> json.strings(request.parameters("text"))));

  @Test
  void wrapsAnswersInTheEnvelope() throws Exception {
    try (var server = new RunningHttpServer(ECHO)) {
      HttpResponse<String> response = server.get("/api/v1/echo?text=a%20b&text=%C3%A9%22");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
      assertThat(response.body())
          .isEqualTo("{\"status\":\"success\",\"data\":[\"a b\",\"é\\\"\"]}");
    }
  }

  @Test
  void readsFormsBeforeTheQueryString() throws Exception {
    try (var server = new RunningHttpServer(ECHO)) {
      assertThat(server.post("/api/v1/echo?text=url", "text=form&text=a%2Bb").body())
          .contains("[\"form\",\"a+b\",\"url\"]");
    }
  }

  @Test
  void tellsErrorsWithTypeAndStatus() throws Exception {
    RouteGroup failing =
        router ->
            router
                .get(
                    "/wrong",
                    _ -> {
                      throw new ApiException(ErrorType.EXECUTION, "cannot \"be\" evaluated");
                    })
                .get(
                    "/away",
                    _ -> {
                      throw new StateUnavailableException("no catalog", new IOException());
                    })
                .get(
                    "/broken",
                    _ -> {
                      throw new IllegalStateException("boom");
                    });
    try (var server = new RunningHttpServer(failing)) {
      HttpResponse<String> wrong = server.get("/api/v1/wrong");
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body())
          .isEqualTo(
              "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"cannot \\\"be\\\""
                  + " evaluated\"}");
      HttpResponse<String> away = server.get("/api/v1/away");
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).contains("5");
      assertThat(away.body()).contains("\"errorType\":\"unavailable\"", "no catalog");
      HttpResponse<String> broken = server.get("/api/v1/broken");
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).contains("\"errorType\":\"internal\"");
    }
  }

  @Test
  void sendsFilesOfThePagesInTheSmallestFormThatTheCallerUnderstands() throws Exception {
    try (var server = new RunningHttpServer()) {
      Map<String, String> bodies =
          Map.of(
              "gzip, deflate, br", "for brotli",
              "gzip", "for gzip",
              "br;q=0, gzip;q=0.5", "for gzip",
              "identity", "plain");
      for (Map.Entry<String, String> each : bodies.entrySet()) {
        HttpResponse<String> response =
            server.get("/assets/encodings-of-a-test.js", "Accept-Encoding", each.getKey());
        assertThat(response.body()).as(each.getKey()).isEqualTo(each.getValue());
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
            .startsWith("text/javascript");
      }
    }
  }

  /// Files below `assets/` have another name when they change; of others one asks again.
  @Test
  void aFileThatIsKnownIsNotSentAgain() throws Exception {
    try (var server = new RunningHttpServer()) {
      HttpResponse<String> first = server.get("/known-file-of-a-test.txt");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
      HttpResponse<String> again = server.get("/known-file-of-a-test.txt", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(server.get("/known-file-of-a-test.txt", "If-None-Match", "\"other\"").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesWhileNotReadyInTheWordsOfPrometheus() throws Exception {
    try (var server = new RunningHttpServer(ECHO)) {
      server.state.enter(Phase.STARTING);
      for (String path : List.of("/api/v1/echo", "/-/ready")) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("Service Unavailable");
        assertThat(response.headers().firstValue("X-Prometheus-Stopping")).contains("false");
      }
      assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(server.method("HEAD", "/-/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void doesNotReloadOrQuitWithoutTheFlag() throws Exception {
    try (var server = new RunningHttpServer()) {
      HttpResponse<String> response = server.method("POST", "/-/reload");
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("Lifecycle API is not enabled.");
      assertThat(server.method("PUT", "/-/quit").statusCode()).isEqualTo(403);
      assertThat(server.get("/-/quit").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void saysWhyAReloadFailedAndQuitsWhenAllowed() throws Exception {
    try (var server = new RunningHttpServer(settings().enableLifecycle(true))) {
      HttpResponse<String> response = server.method("POST", "/-/reload");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo("failed to reload config: prometheus.yml:1:1: something is wrong\n");
      assertThat(server.method("POST", "/-/quit").statusCode()).isEqualTo(200);
      assertThat(server.quits).isEqualTo(1);
    }
  }

  @Test
  void putsARoutePrefixBeforeEverything() throws Exception {
    try (var server = new RunningHttpServer(settings().routePrefix("/vigie"), ECHO)) {
      assertThat(server.get("/vigie/api/v1/echo").statusCode()).isEqualTo(200);
      assertThat(server.get("/vigie/-/healthy").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/echo").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void compressesLargeAnswersForThoseWhoTakeIt() throws Exception {
    RouteGroup large =
        router -> router.get("/large", _ -> Answer.of(json -> json.string("x".repeat(1_000_000))));
    try (var server = new RunningHttpServer(large)) {
      HttpResponse<byte[]> response =
          RunningHttpServer.CLIENT.send(
              HttpRequest.newBuilder(server.uri("/api/v1/large"))
                  .header("Accept-Encoding", "gzip")
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(response.body()).hasSizeLessThan(10_000);
      byte[] body = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
      assertThat(new String(body, StandardCharsets.UTF_8)).endsWith("xxx\"}");
    }
  }

  @Test
  void letsScriptsOfAllowedSitesRead() throws Exception {
    var onlyExample = settings().corsOrigin("https?://example\\.org");
    try (var server = new RunningHttpServer(onlyExample, ECHO)) {
      assertThat(server.get("/api/v1/echo", "Origin", "https://example.org").headers().map())
          .containsEntry("access-control-allow-origin", List.of("https://example.org"));
      assertThat(server.get("/api/v1/echo", "Origin", "https://example.org.evil").headers().map())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(server.method("OPTIONS", "/api/v1/echo", "Origin", "https://example.org"))
          .matches(response -> response.statusCode() == 204);
    }
  }

  @Test
  void doesNotTakeAForwardedRequestForALocalOne() throws Exception {
    try (var server = new RunningHttpServer(ECHO)) {
      HttpResponse<String> response = server.get("/api/v1/echo", "X-Forwarded-For", "192.0.2.1");
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).contains("X-Forwarded-For", "--web.trust-network");
    }
    try (var server = new RunningHttpServer(settings().trustNetwork(true), ECHO)) {
      assertThat(server.get("/api/v1/echo", "X-Forwarded-For", "192.0.2.1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void asksForNameAndPasswordWhereThereAreUsers() throws Exception {
    String hash = Password.hash("right").with(BcryptFunction.getInstance(Bcrypt.B, 4)).getResult();
    WebConfig users =
        new WebConfig(Path.of("web.yml"), Optional.empty(), Map.of("ann", hash), Map.of());
    try (var server = new RunningHttpServer(settings().webConfig(Optional.of(users)), ECHO)) {
      HttpResponse<String> anonymous = server.get("/api/v1/echo");
      assertThat(anonymous.statusCode()).isEqualTo(401);
      assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Basic");
      assertThat(anonymous.body())
          .isEqualTo(
              "{\"status\":\"error\",\"errorType\":\"unauthorized\",\"error\":\"Unauthorized\"}");
      for (String wrong : List.of("ann:wrong", "bob:right", "ann:", "x")) {
        assertThat(server.get("/metrics", "Authorization", basic(wrong)).statusCode())
            .isEqualTo(401);
      }
      assertThat(server.get("/api/v1/echo", "Authorization", basic("ann:right")).statusCode())
          .isEqualTo(200);
      assertThat(server.get("/api/v1/echo", "Authorization", basic("ann:right")).statusCode())
          .isEqualTo(200);
    }
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesToListenForEverybodyWithoutUsers() {
    assertThatThrownBy(() ->
            new RunningHttpServer(
                settings().listenAddresses(List.of(new ListenAddress("0.0.0.0", 0)))))
        .isInstanceOf(ListenException.class)
        .hasMessageContainingAll("0.0.0.0:0", "--web.config.file", "--web.trust-network");
  }

  @Test
  void saysThatAPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> new RunningHttpServer(settings().listenAddresses(List.of(address))))
          .isInstanceOf(ListenException.class)
          .hasMessageContainingAll(address.toString(), "in use", "--web.listen-address");
    }
  }

  @Test
  void cancelsWorkForACallerWhoHasGone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    RouteGroup slow =
        router ->
            router.getAndPost(
                "/slow",
                request -> {
                  try (var _ = request.onDisconnect(cancelled::countDown)) {
                    begun.countDown();
                    cancelled.await(20, TimeUnit.SECONDS);
                    return Answer.NOTHING;
                  }
                });
    try (var server = new RunningHttpServer(slow)) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        send(socket, "GET /api/v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void servesThePipelinedRequestThatTheWatchHasReadAhead() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    RouteGroup slow =
        router ->
            router.get(
                "/slow",
                request -> {
                  try (var _ = request.onDisconnect(() -> {})) {
                    begun.countDown();
                    mayEnd.await(20, TimeUnit.SECONDS);
                    return Answer.of(json -> json.string("first"));
                  }
                });
    try (var server = new RunningHttpServer(slow, ECHO);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      send(socket, "GET /api/v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      String filler = "y".repeat(2_000);
      send(
          socket,
          "GET /api/v1/echo?text=" + filler + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      // Long enough for the watch to have looked several times; it is harmless if it has not.
      assertThat(mayEnd.await(400, TimeUnit.MILLISECONDS)).isFalse();
      mayEnd.countDown();
      String both = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(both).contains("\"first\"").contains(filler);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void refusesAFormThatIsTooLarge() throws Exception {
    try (var server = new RunningHttpServer(settings().maxBodyBytes(1000), ECHO)) {
      assertThat(server.post("/api/v1/echo", "text=" + "x".repeat(2000)).statusCode())
          .isEqualTo(413);
    }
  }

  @Test
  void countsRequestsByRoute() throws Exception {
    try (var server = new RunningHttpServer(ECHO)) {
      server.get("/api/v1/echo");
      server.get("/no/such/page");
      String metrics = server.get("/metrics").body();
      assertThat(metrics)
          .contains("prometheus_http_requests_total{code=\"200\",handler=\"/api/v1/echo\"} 1.0");
      assertThat(metrics).doesNotContain("no/such/page");
    }
  }
}
