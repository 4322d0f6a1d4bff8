package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/digitallz` as it stands, but for the addresses of the other sides: which severity
/// reaches whom, in which words, and that the links in the messages work.
class DigitallzExampleTest {
  private static final Path EXAMPLE = Path.of("../examples/digitallz");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<String> mail = new CopyOnWriteArrayList<>();

  @Test
  void eachSeverityReachesItsChannelItsRecipientsAndThePager() throws Exception {
    try (ServerSocket smtp = mailServer();
        Others others = new Others(posted);
        StartedVigie server = start(others, smtp.getLocalPort())) {
      send(server, "ApiErrors", "P0");
      send(server, "ApiSlow", "P1");
      send(server, "CertificateExpires", "P2");

      said("#alerts-critical", "<!here>", "ApiErrors", "*Threshold*: 5%");
      said("#alerts-important", "<!channel>", "ApiSlow");
      said("#alerts-info", "CertificateExpires");
      said("routing_key", "[P0] ApiErrors");
      for (String recipient : List.of("alerts@", "dev-team@", "management@")) {
        mailed(recipient, "ApiErrors");
      }
      mailed("alerts@", "ApiSlow");
      // Whose week it is.
      Eventually.holds(
          PATIENCE,
          "somebody is on call",
          () -> mail.stream().anyMatch(m -> m.contains("oncall@") || m.contains("second@")));
      assertThat(mail).noneMatch(m -> m.contains("dev-team@") && m.contains("ApiSlow"));
      assertThat(posted).noneMatch(m -> m.contains("#alerts-info") && m.contains("<!"));

      followed(link(server));
      Eventually.holds(
          PATIENCE,
          "it is acknowledged",
          () -> {
            try {
              return server.get("/api/v2/alerts?filter=alertname=ApiErrors").body().contains("Zoe");
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  private StartedVigie start(Others others, int smtpPort) throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path alertmanager = folder.resolve("alertmanager.yml");
    Files.writeString(
        alertmanager,
        Files.readString(alertmanager)
            .replace("localhost:25", "127.0.0.1:" + smtpPort)
            .replace("group_wait: 10s", "group_wait: 0s")
            .replace("global:", "global:\n  pagerduty_url: " + others.url() + "/pager"));
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/slack-url"), others.url() + "/slack");
    Files.writeString(folder.resolve("secrets/pagerduty-key"), "k");
    return StartedVigie.withFile(folder, folder.resolve("prometheus.yml"));
  }

  private static void send(StartedVigie server, String name, String severity) throws Exception {
    String json =
        """
        [{"labels":{"alertname":"%s","severity":"%s"},
          "annotations":{"metric":"m","value":"7%%","threshold":"5%%","dashboard":"http://d/"}}]
        """
            .formatted(name, severity);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/alerts"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private void said(String... parts) throws InterruptedException {
    Eventually.holds(
        PATIENCE,
        String.join(" ", parts) + " in " + posted,
        () -> posted.stream().anyMatch(m -> Stream.of(parts).allMatch(m::contains)));
  }

  private void mailed(String recipient, String name) throws InterruptedException {
    Eventually.holds(
        PATIENCE,
        recipient + " " + name,
        () -> mail.stream().anyMatch(m -> m.contains("RCPT TO:<" + recipient) && m.contains(name)));
  }

  /// The path of a link to acknowledge; the test's server knows its port only now.
  private String link(StartedVigie server) {
    String message =
        posted.stream().filter(m -> m.contains("#alerts-critical")).findFirst().orElseThrow();
    Matcher path = Pattern.compile("/links/[A-Za-z0-9._-]+").matcher(message);
    assertThat(path.find()).isTrue();
    return server.url() + path.group();
  }

  /// Looking does nothing, sending does it.
  private static void followed(String link) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\">", "ApiErrors");
    client.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("who=Zoe"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Slack and PagerDuty.
  private record Others(HttpServer server) implements AutoCloseable {
    Others(List<String> posted) throws IOException {
      this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      server.createContext(
          "/",
          exchange -> {
            posted.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\\u003c", "<")
                    .replace("\\u003e", ">"));
            boolean pager = exchange.getRequestURI().getPath().equals("/pager");
            byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(pager ? 202 : 200, ok.length);
            exchange.getResponseBody().write(ok);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private ServerSocket mailServer() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException e) {
              return; // closed
            }
          }
        });
    return server;
  }

  private void converse(Socket socket) {
    StringBuilder all = new StringBuilder();
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      answer(socket, "220 here");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        all.append(line).append('\n');
        if (data && line.equals(".")) {
          data = false;
          mail.add(all.toString());
          answer(socket, "250 taken");
        } else if (!data) {
          data = line.equals("DATA");
          answer(socket, data ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 ok");
        }
      }
    } catch (IOException e) {
      // the other side has gone
    }
  }

  private static void answer(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
