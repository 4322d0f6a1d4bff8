package io.vigie.ingest.discovery.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/// An API server that lists objects page by page and reports changes to those who watch.
final class FakeKubernetes implements AutoCloseable {
  private static final int PAGE_SIZE = 2;

  private final HttpServer server;

  /// Objects by list path, then by name.
  private final Map<String, Map<String, String>> objects = new TreeMap<>();

  /// Events not yet asked for, by list path.
  private final Map<String, List<String>> events = new TreeMap<>();

  /// Every request, as `token path?query`.
  final List<String> requests = new CopyOnWriteArrayList<>();

  /// Who showed a certificate, for each request over TLS.
  final List<String> peers = new CopyOnWriteArrayList<>();

  private boolean broken;
  private boolean closed;

  FakeKubernetes() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /// One that speaks TLS.
  static FakeKubernetes secured(SSLContext context) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return new FakeKubernetes(server);
  }

  private FakeKubernetes(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// An object that is there before anybody asks.
  synchronized FakeKubernetes has(String path, String name, String json) {
    objects.computeIfAbsent(path, _ -> new TreeMap<>()).put(name, json);
    return this;
  }

  /// An object that appears or changes while watched.
  synchronized void changes(String path, String name, String json) {
    has(path, name, json);
    report(path, "MODIFIED", json);
  }

  synchronized void deletes(String path, String name) {
    String json = objects.getOrDefault(path, Map.of()).getOrDefault(name, "{}");
    objects.getOrDefault(path, new TreeMap<>()).remove(name);
    report(path, "DELETED", json);
  }

  /// Changes objects without telling, then says that it has forgotten what happened.
  synchronized void forgets(String path, String removedName) {
    objects.getOrDefault(path, new TreeMap<>()).remove(removedName);
    report(path, "ERROR", "{\"kind\": \"Status\", \"code\": 410}");
  }

  synchronized void breaks() {
    broken = true;
    events.replaceAll((_, _) -> new ArrayList<>(List.of("this is not JSON")));
    notifyAll();
  }

  private void report(String path, String type, String object) {
    events
        .computeIfAbsent(path, _ -> new ArrayList<>())
        .add("{\"type\": \"" + type + "\", \"object\": " + object + "}\n");
    notifyAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (exchange instanceof HttpsExchange secured) {
      notePeer(secured);
    }
    requests.add(
        exchange.getRequestHeaders().getFirst("Authorization") + " /" + path + "?" + query);
    if (isBroken()) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    } else if (query.contains("watch=1")) {
      watch(exchange, "/" + path);
    } else {
      byte[] page = page("/" + path, query).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, page.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(page);
      }
    }
  }

  private void notePeer(HttpsExchange exchange) {
    try {
      peers.add(exchange.getSSLSession().getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      peers.add("nobody");
    }
  }

  private synchronized boolean isBroken() {
    return broken;
  }

  private synchronized String page(String path, String query) {
    int start = 0;
    for (String parameter : query.split("&")) {
      if (parameter.startsWith("continue=")) {
        start = Integer.parseInt(parameter.substring("continue=".length()));
      }
    }
    List<String> all = List.copyOf(objects.getOrDefault(path, Map.of()).values());
    int end = Math.min(all.size(), start + PAGE_SIZE);
    String next = end < all.size() ? Integer.toString(end) : "";
    return "{\"metadata\": {\"resourceVersion\": \"7\", \"continue\": \"%s\"}, \"items\": [%s]}"
        .formatted(next, String.join(",", all.subList(start, end)));
  }

  private void watch(HttpExchange exchange, String path) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        String event = nextEvent(path);
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (event.isEmpty() || !event.startsWith("{")) {
          return;
        }
      }
    }
  }

  /// The empty text once the server is closed.
  private synchronized String nextEvent(String path) throws IOException {
    List<String> waiting = events.computeIfAbsent(path, _ -> new ArrayList<>());
    try {
      while (events.getOrDefault(path, waiting).isEmpty() && !closed) {
        wait();
      }
      return closed ? "" : events.getOrDefault(path, waiting).removeFirst();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
  }
}
