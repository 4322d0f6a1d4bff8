package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is told as it happens, on each transport, against a whole server that asks for credentials.
class LiveTest {
  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static StartedVigie server;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(
        file,
        """
        global: {evaluation_interval: 200ms}
        vigie:
          live: {interval: 200ms}
          security: {admin_password_file: password}
        """);
    server = StartedVigie.withFile(folder, file);
    String login =
        server
            .json(
                "POST",
                "/api/auth/login",
                "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}")
            .body();
    token = JsonMapper.shared().readTree(login).get("access_token").asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String bearer() {
    return "Bearer " + token;
  }

  /// Keeps what a WebSocket hears.
  private static final class Heard implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private volatile int closed;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed = status;
      return null;
    }

    String await(String start) throws InterruptedException {
      Eventually.holds(
          Duration.ofSeconds(20),
          start + " comes",
          () -> messages.stream().anyMatch(message -> message.startsWith(start)));
      return messages.stream()
          .filter(message -> message.startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }

  private static WebSocket open(String path, Heard heard, String... headers) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI uri = URI.create(server.url().replace("http:", "ws:") + path);
    return builder.buildAsync(uri, heard).join();
  }

  private static int refusal(String path, String... headers) {
    try {
      open(path, new Heard(), headers).abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void serverSentEventsCarryTheStateThatTheApiAnswers() throws Exception {
    HttpResponse<Stream<String>> stream =
        server.streamOf("/api/stream?type=system", "Authorization", bearer());
    try (Stream<String> lines = stream.body()) {
      assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      List<String> first = lines.filter(line -> !line.isEmpty()).limit(4).toList();
      assertThat(first).contains("event: metrics", "event: system");
      String data = first.get(first.indexOf("event: system") + 1).substring("data: ".length());
      JsonNode now =
          json(server.json("GET", "/api/metrics/system", "", "Authorization", bearer()).body());
      assertThat(json(data).propertyNames()).isEqualTo(now.propertyNames());
    }
    HttpResponse<String> unknown =
        server.json("GET", "/api/stream?type=nonsense", "", "Authorization", bearer());
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("business");
  }

  @Test
  void aWebSocketHearsTheSameAndMaySayWhatItWants() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = open("/ws", heard, "Authorization", bearer());
    JsonNode health = json(heard.await("{\"event\":\"health\"")).get("data");
    assertThat(health.get("status").asString()).isEqualTo("healthy");
    socket.sendText("{\"event\":\"subscribe\",\"data\":{\"type\":\"nonsense\"}}", true).join();
    assertThat(heard.await("{\"event\":\"error\"")).contains("nonsense");
    socket.sendText("no JSON", true).join();
    socket.sendText("{\"event\":\"subscribe\",\"data\":{\"type\":\"business\"}}", true).join();
    heard.await("{\"event\":\"business\"");
    socket.abort();
  }

  @Test
  void streamsAskForTheSameCredentialsAsTheApi() throws Exception {
    assertThat(refusal("/ws")).isEqualTo(401);
    assertThat(refusal("/ws", "Authorization", "Bearer wrong")).isEqualTo(401);
    assertThat(refusal("/ws", "Authorization", bearer())).isEqualTo(101);
    assertThat(refusal("/nowhere", "Authorization", bearer())).isEqualTo(404);
    assertThat(server.get("/api/stream").statusCode()).isEqualTo(401);
    assertThat(server.json("GET", "/ws", "", "Authorization", bearer()).statusCode())
        .isEqualTo(426);
  }

  @Test
  void aPageOfAnotherSiteCannotListenWithTheCookiesOfThisOne() {
    String cookie = "vigie_session=" + token;
    assertThat(refusal("/ws", "Cookie", cookie, "Origin", "https://elsewhere.example"))
        .isEqualTo(403);
    assertThat(refusal("/ws", "Cookie", cookie, "Origin", server.url())).isEqualTo(101);
    assertThat(refusal("/ws", "Cookie", cookie)).isEqualTo(101);
  }

  @Test
  void anAlertThatBeginsAndEndsIsToldToWhoListens() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = open("/ws?type=alert", heard, "Authorization", bearer());
    String[] auth = {"Authorization", bearer()};
    server.json("POST", "/api/metrics/custom", "{\"name\":\"backlog\",\"value\":9}", auth);
    server.json(
        "POST",
        "/api/alerts/rules",
        "{\"name\":\"Long backlog\",\"expr\":\"backlog > 5\",\"severity\":\"high\"}",
        auth);
    JsonNode alert = json(heard.await("{\"event\":\"alert\"")).get("data");
    assertThat(alert.get("name").asString()).isEqualTo("Long backlog");
    assertThat(alert.get("status").asString()).isEqualTo("active");
    heard.messages.clear();
    server.json("POST", "/api/alerts/" + alert.get("id").asString() + "/acknowledge", "{}", auth);
    assertThat(heard.await("{\"event\":\"alert\"")).contains("\"status\":\"acknowledged\"");
    heard.messages.clear();
    server.json("POST", "/api/metrics/custom", "{\"name\":\"backlog\",\"value\":1}", auth);
    assertThat(heard.await("{\"event\":\"alert\"")).contains("\"status\":\"resolved\"");
    socket.abort();
  }

  /// As `socket.io-client` does it, by hand.
  private static final class Polling {
    private final String path;

    Polling() throws Exception {
      HttpResponse<String> opened = server.get("/socket.io/?EIO=4&transport=polling");
      assertThat(opened.body()).startsWith("0{");
      JsonNode handshake = json(opened.body().substring(1));
      assertThat(handshake.get("upgrades").get(0).asString()).isEqualTo("websocket");
      path = "/socket.io/?EIO=4&transport=polling&sid=" + handshake.get("sid").asString();
    }

    HttpResponse<String> send(String packets) throws Exception {
      return server.send("POST", path, "text/plain;charset=UTF-8", packets);
    }

    HttpResponse<String> receive() throws Exception {
      return server.get(path);
    }
  }

  @Test
  void aClientOfSocketIoThatPollsIsToldOnceItShowsAToken() throws Exception {
    Polling client = new Polling();
    assertThat(client.send("40{\"token\":\"wrong\"}").body()).isEqualTo("ok");
    assertThat(client.receive().body()).startsWith("44{").contains("Unauthorized");
    client.send("40{\"token\":\"" + token + "\"}");
    assertThat(client.receive().body()).startsWith("40{\"sid\"");
    client.send("421[\"subscribe\",{\"type\":\"system\"}]\u001e3");
    StringBuilder heard = new StringBuilder();
    while (!heard.toString().contains("42[\"system\",")) {
      heard.append(client.receive().body()).append('\n');
    }
    assertThat(heard.toString())
        .contains("431[{\"ok\":true,\"topics\":[\"metrics\",\"alert\",\"system\"]}]");
    assertThat(client.send("1").body()).isEqualTo("ok");
    assertThat(client.receive().statusCode()).isEqualTo(400);
  }

  @Test
  void aClientOfSocketIoMayGoOnByWebSocket() throws Exception {
    Polling client = new Polling();
    Heard heard = new Heard();
    WebSocket socket = open(client.path.replace("polling", "websocket"), heard);
    socket.sendText("2probe", true).join();
    heard.await("3probe");
    assertThat(client.receive().body()).isEqualTo("6");
    socket.sendText("5", true).join();
    socket.sendText("40{\"token\":\"Bearer " + token + "\"}", true).join();
    heard.await("40{\"sid\"");
    heard.await("42[\"metrics\",{\"timestamp\"");
    assertThat(client.receive().statusCode()).isEqualTo(400);
    socket.sendText("1", true).join();
    Eventually.holds(Duration.ofSeconds(20), "it is closed", () -> heard.closed != 0);
  }

  @Test
  void whatIsNoSocketIoIsRefused() throws Exception {
    assertThat(server.get("/socket.io/?transport=polling").body()).contains("\"code\":5");
    assertThat(server.get("/socket.io/?EIO=4&transport=x").body()).contains("\"code\":0");
    assertThat(server.get("/socket.io/?EIO=4&transport=polling&sid=x").body())
        .contains("\"code\":1");
    assertThat(server.send("POST", "/socket.io/?EIO=4&transport=polling", "text/plain", "").body())
        .contains("\"code\":2");
    Polling client = new Polling();
    assertThat(client.send("abc").statusCode()).isEqualTo(400);
    assertThat(client.receive().statusCode()).isEqualTo(400);
    assertThat(new Polling().send("42[\"subscribe\",{}]").statusCode()).isEqualTo(400);
    assertThat(new Polling().send("4x".repeat(100_000)).statusCode()).isEqualTo(413);
    Polling other = new Polling();
    assertThat(other.send("40/admin,").statusCode()).isEqualTo(200);
    assertThat(other.receive().body()).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
  }
}
