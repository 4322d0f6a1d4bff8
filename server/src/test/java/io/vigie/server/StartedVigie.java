package io.vigie.server;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.server.http.HttpSettings;
import io.vigie.server.http.HttpSettingsBuilder;
import io.vigie.server.http.ListenAddress;
import io.vigie.server.http.WebConfig;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server in this process on a free port, and a client for it.
final class StartedVigie implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final AtomicInteger quits = new AtomicInteger();
  final Vigie vigie;

  private StartedVigie(VigieOptions options) throws IOException {
    vigie = new Vigie(options, quits::incrementAndGet);
    vigie.start();
  }

  static StartedVigie withoutFile(Path folder) throws IOException {
    return new StartedVigie(options(folder));
  }

  static StartedVigie withAdminApi(Path folder) throws IOException {
    return new StartedVigie(options(folder, http().enableAdminApi(true)));
  }

  static StartedVigie withFile(Path folder, Path file) throws IOException {
    return new StartedVigie(options(folder).withConfigFile(file));
  }

  /// Over a store that is [#fill]ed, with rules in `rules.yml`.
  static StartedVigie withRules(Path folder, String rules) throws IOException {
    fill(folder);
    Files.writeString(folder.resolve("rules.yml"), rules);
    return withFile(
        folder,
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 15s}
            rule_files: [rules.yml]
            """));
  }

  /// Reachable from other machines.
  static StartedVigie onEveryInterface(Path folder) throws IOException {
    return new StartedVigie(
        options(folder, http().listenAddresses(List.of(new ListenAddress("0.0.0.0", 0)))));
  }

  /// Takes remote write too.
  static StartedVigie withFileAndReceiver(Path folder, Path file) throws IOException {
    VigieOptions.RemoteOptions remote = VigieOptions.RemoteOptions.DEFAULT;
    return withFileAndRemote(
        folder,
        file,
        new VigieOptions.RemoteOptions(true, remote.acceptedMessages(), remote.otlp()));
  }

  /// With TLS or users of its own.
  static StartedVigie withWebConfig(Path folder, WebConfig web) throws IOException {
    return new StartedVigie(options(folder, http().webConfig(Optional.of(web))));
  }

  /// Takes whatever is sent, and lets series be deleted.
  static StartedVigie withEverything(Path folder, Path file) throws IOException {
    VigieOptions.RemoteOptions remote = VigieOptions.RemoteOptions.DEFAULT;
    return new StartedVigie(
        options(folder, http().enableAdminApi(true))
            .withConfigFile(file)
            .withRemote(
                new VigieOptions.RemoteOptions(
                    true,
                    remote.acceptedMessages(),
                    Optional.of(new ListenAddress("127.0.0.1", 0)))));
  }

  static StartedVigie withFileAndRemote(Path folder, Path file, VigieOptions.RemoteOptions remote)
      throws IOException {
    return new StartedVigie(options(folder).withConfigFile(file).withRemote(remote));
  }

  static StartedVigie withRemote(Path folder, VigieOptions.RemoteOptions remote)
      throws IOException {
    return new StartedVigie(options(folder).withRemote(remote));
  }

  private static VigieOptions options(Path folder) {
    return options(folder, http());
  }

  private static HttpSettingsBuilder http() {
    return HttpSettings.builder()
        .listenAddresses(List.of(new ListenAddress("127.0.0.1", 0)))
        .enableLifecycle(true);
  }

  private static VigieOptions options(Path folder, HttpSettingsBuilder http) {
    return VigieOptions.inFolder(folder.resolve("data"), http.build())
        .withEngine(
            EngineOptions.defaults()
                .withFeatures(
                    Set.of(QueryFeature.DURATION_EXPRESSIONS, QueryFeature.PER_STEP_STATISTICS)));
  }

  /// Writes a counter `requests_total` and a native histogram `latency_seconds`, each by `job`,
  /// every 15 seconds of the last five minutes, and an exemplar.
  static void fill(Path folder) throws IOException {
    try (Tsdb tsdb =
        Tsdb.open(
            folder.resolve("data"), TsdbConfig.defaults(), InstantSource.system(), Meters.NONE)) {
      long nowMillis = System.currentTimeMillis();
      try (Appender appender = tsdb.appender()) {
        for (String job : List.of("api", "web")) {
          long counter = appender.reference(Labels.of("__name__", "requests_total", "job", job));
          long histogram = appender.reference(Labels.of("__name__", "latency_seconds", "job", job));
          for (int i = 0; i <= 20; i++) {
            long at = nowMillis - 300_000 + i * 15_000L;
            appender.append(counter, at, i);
            appender.append(histogram, at, histogram(i));
          }
          appender.append(
              counter, new Exemplar(Labels.of("trace_id", "abc"), 0.5, nowMillis - 1000));
        }
        appender.commit();
      }
    }
  }

  private static Histogram histogram(int count) {
    return new Histogram(
        Histogram.ResetHint.UNKNOWN,
        0,
        true,
        0.001,
        0,
        2.0 * count,
        3.0 * count,
        List.of(new Histogram.Span(0, 2)),
        new double[] {count, count},
        List.of(),
        new double[0],
        new double[0]);
  }

  String url() {
    return "http://" + vigie.addresses().getFirst();
  }

  HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The lines of an answer as they come.
  Stream<String> lines(String path) throws Exception {
    HttpResponse<Stream<String>> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(url() + path)).build(),
            HttpResponse.BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": status " + response.statusCode());
    }
    return response.body();
  }

  /// An answer that goes on, by lines.
  HttpResponse<Stream<String>> streamOf(String path, String... headers) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path)).headers(headers).build(),
        HttpResponse.BodyHandlers.ofLines());
  }

  /// Sends a remote write 1.0 request and returns the status of the answer.
  int write(byte[] body) throws Exception {
    return CLIENT
        .send(
            HttpRequest.newBuilder(URI.create(url() + "/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  HttpResponse<String> put(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String form) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Sends a body as it is.
  HttpResponse<String> send(String method, String path, String contentType, String body)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Sends a request as it is, and does not wait for the end of the answer.
  HttpResponse<InputStream> begin(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /// Sends JSON, with headers besides.
  HttpResponse<String> json(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The field `data` of an answer that must be a success.
  JsonNode data(String path) throws Exception {
    HttpResponse<String> response = get("/api/v1/" + path);
    JsonNode body = JsonMapper.shared().readTree(response.body());
    if (!body.path("status").asString("").equals("success")) {
      throw new AssertionError(path + ": " + response.body());
    }
    return body.get("data");
  }

  /// The series of an instant query.
  JsonNode query(String query) throws Exception {
    return data("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).get("result");
  }

  @Override
  public void close() {
    vigie.close();
  }
}
