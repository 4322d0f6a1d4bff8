package io.vigie.server.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver of webhooks that keeps every message with the time at which it came.
final class WebhookSink implements AutoCloseable {
  /// One message.
  ///
  /// @param path by which senders are told apart
  record Message(long atMillis, String path, JsonNode body) {
    String group() {
      return body.path("receiver").asString() + body.path("groupLabels");
    }

    /// The alerts by their label `n`, with the state of each.
    Map<String, String> states() {
      Map<String, String> states = new TreeMap<>();
      body.path("alerts")
          .forEach(alert ->
              states.put(
                  alert.path("labels").path("n").asString(), alert.path("status").asString()));
      return states;
    }
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  WebhookSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    messages.add(
        new Message(
            System.currentTimeMillis(),
            exchange.getRequestURI().getPath(),
            JsonMapper.shared().readTree(body)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /// @param path by which the sender is told apart, with its slash
  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Message> messages() {
    return messages;
  }

  List<Message> messages(String path) {
    return messages.stream().filter(message -> message.path().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
