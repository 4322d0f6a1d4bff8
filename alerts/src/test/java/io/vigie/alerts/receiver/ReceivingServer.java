package io.vigie.alerts.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// What stands in for Slack and the others: keeps each request and answers as the test says.
final class ReceivingServer implements AutoCloseable {

  /// @param target path and query
  record Received(String method, String target, String authorization, String body) {}

  record Answer(int status, String contentType, String body) {}

  private final HttpServer server;
  private final Function<Received, Answer> behaviour;
  final List<Received> received = new CopyOnWriteArrayList<>();
  volatile String userToken = "";

  ReceivingServer(Function<Received, Answer> behaviour) throws IOException {
    this.behaviour = behaviour;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  static ReceivingServer answering(int status, String contentType, String body) throws IOException {
    return new ReceivingServer(request -> new Answer(status, contentType, body));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
    userToken = token == null ? "" : token;
    Received request =
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            authorization == null ? "" : authorization,
            body);
    received.add(request);
    Answer answer = behaviour.apply(request);
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("Retry-After", "7");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
