package io.vigie.server.sidebyside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Stands between real exporters and two servers that scrape them: within one slot of time both are
/// given the same body, each sample with the slot's timestamp. Two servers never scrape at the same
/// moment; with this they still hold the same samples, and their answers can be compared exactly.
final class SlottedExporters implements AutoCloseable {
  static final long SLOT_MILLIS = 2000;

  /// No query at a full second, over a range of full seconds, has a sample on its bounds: there
  /// Prometheus 2 and 3 differ on purpose.
  private static final long OFFSET_MILLIS = 137;

  private record Body(long slot, int status, byte[] bytes) {}

  private final Map<String, Integer> portByExporter = new HashMap<>();
  private final Map<String, Body> bodyByRequest = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  SlottedExporters() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /// Requests to `/<name>/<path>` go to `/<path>` of the exporter on this port.
  SlottedExporters add(String name, int port) {
    portByExporter.put(name, port);
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestURI().toString();
      long slot = System.currentTimeMillis() / SLOT_MILLIS;
      Body body =
          bodyByRequest.compute(
              request,
              (_, known) -> known != null && known.slot() == slot ? known : fetch(request, slot));
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(body.status(), body.bytes().length);
      exchange.getResponseBody().write(body.bytes());
    }
  }

  private Body fetch(String request, long slot) {
    String exporter = request.split("/", 3)[1];
    URI uri =
        URI.create(
            "http://127.0.0.1:" + portByExporter.get(exporter) + "/" + request.split("/", 3)[2]);
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri).header("Accept", "text/plain;version=0.0.4").build(),
              HttpResponse.BodyHandlers.ofString());
      String stamped = stamp(response.body(), slot * SLOT_MILLIS + OFFSET_MILLIS);
      return new Body(slot, response.statusCode(), stamped.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Body(slot, 502, e.toString().getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String stamp(String exposition, long timestampMillis) {
    return exposition
        .lines()
        .map(line -> line.isBlank() || line.startsWith("#") ? line : line + " " + timestampMillis)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
