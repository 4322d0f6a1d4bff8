package io.vigie.server.http;

import io.vigie.model.telemetry.Tracer;
import io.vigie.server.security.Authentication;
import io.vigie.server.security.RateLimits;
import io.vigie.server.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real server on a free port of this machine, ready, and a client for it.
final class RunningHttpServer implements AutoCloseable {
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  final ServerState state = new ServerState();
  final Telemetry telemetry = new Telemetry();
  private final HttpServer server;
  int quits;

  RunningHttpServer(RouteGroup... groups) throws IOException {
    this(settings(), groups);
  }

  /// Settings for a free port, to be changed.
  static HttpSettingsBuilder settings() {
    return HttpSettings.builder().listenAddresses(List.of(new ListenAddress("127.0.0.1", 0)));
  }

  RunningHttpServer(HttpSettingsBuilder builder, RouteGroup... groups) throws IOException {
    HttpSettings settings = builder.build();
    Lifecycle lifecycle =
        new Lifecycle() {
          @Override
          public void reload() throws IOException {
            throw new IOException("prometheus.yml:1:1: something is wrong");
          }

          @Override
          public void quit() {
            quits++;
          }
        };
    server =
        new HttpServer(
            settings,
            state,
            telemetry,
            lifecycle,
            List.of(groups),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Streams.NONE,
            () -> RateLimits.NONE,
            Authentication.ofFile(
                settings.webConfig().map(WebConfig::passwordHashes).orElse(Map.of())),
            Optional.empty(),
            Tracer.NONE);
    server.start();
    state.enter(ServerState.Phase.READY);
  }

  /// Puts another web configuration in force.
  void renew(WebConfig web) throws IOException {
    server.renewal(web).apply();
  }

  int port() {
    return server.addresses().getFirst().port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        headers);
  }

  HttpResponse<String> method(String method, String path, String... headers) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()),
        headers);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
  }
}
