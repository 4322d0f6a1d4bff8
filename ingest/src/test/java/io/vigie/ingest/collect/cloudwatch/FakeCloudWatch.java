package io.vigie.ingest.collect.cloudwatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers `ListMetrics` and `GetMetricData` as CloudWatch does (Smithy's RPC protocol, version 2,
/// in CBOR), and `AssumeRole` as STS does (the query protocol, in XML).
final class FakeCloudWatch implements AutoCloseable {
  private static final String OPERATIONS = "/service/GraniteServiceVersion20100801/operation/";

  private final HttpServer server;
  private final CountDownLatch ending = new CountDownLatch(1);

  /// Dimensions of each resource, by namespace and the metric by which it is found.
  private final Map<String, List<Map<String, String>>> resources = new ConcurrentHashMap<>();

  /// Value by namespace, metric, statistic and dimensions.
  private final Map<String, Double> values = new ConcurrentHashMap<>();

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  final List<Request> requests = new CopyOnWriteArrayList<>();
  int listPageSize = 500;

  /// What is answered in place of what is known.
  private record Answer(int status, String code, int times, boolean hangs) {}

  record Request(String action, String namespace, String authorization, JsonNode body) {}

  FakeCloudWatch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void add(String namespace, String metric, String... dimensions) {
    Map<String, String> resource = new TreeMap<>();
    for (int i = 0; i < dimensions.length; i += 2) {
      resource.put(dimensions[i], dimensions[i + 1]);
    }
    resources
        .computeIfAbsent(namespace + " " + metric, _ -> new CopyOnWriteArrayList<>())
        .add(resource);
  }

  void value(
      double value, String namespace, String metric, String statistic, String... dimensions) {
    Map<String, String> resource = new TreeMap<>();
    for (int i = 0; i < dimensions.length; i += 2) {
      resource.put(dimensions[i], dimensions[i + 1]);
    }
    values.put(namespace + " " + metric + " " + statistic + " " + resource, value);
  }

  /// @param code of the error, for so many requests for the namespace
  void refuse(String namespace, int status, String code, int times) {
    answers.put(namespace, new Answer(status, code, times, false));
  }

  void hang(String namespace) {
    answers.put(namespace, new Answer(0, "", Integer.MAX_VALUE, true));
  }

  void recover(String namespace) {
    answers.remove(namespace);
  }

  long count(String action) {
    return requests.stream().filter(request -> request.action.equals(action)).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!path.startsWith(OPERATIONS)) {
        assumeRole(exchange, authorization, new String(body, StandardCharsets.UTF_8));
        return;
      }
      JsonNode request = JsonMapper.shared().valueToTree(Cbor.read(body));
      String action = path.substring(OPERATIONS.length());
      String namespace =
          action.equals("ListMetrics")
              ? request.path("Namespace").asString()
              : request
                  .path("MetricDataQueries")
                  .get(0)
                  .at("/MetricStat/Metric/Namespace")
                  .asString();
      requests.add(new Request(action, namespace, authorization, request));
      Answer other = answers.get(namespace);
      if (other != null && other.hangs) {
        await();
        return;
      }
      if (other != null && other.times > 0) {
        answers.put(namespace, new Answer(other.status, other.code, other.times - 1, false));
        send(exchange, other.status, error(other.code));
        return;
      }
      send(exchange, 200, action.equals("ListMetrics") ? list(request) : data(request));
    }
  }

  private void await() {
    try {
      ending.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/cbor");
    exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] error(String code) {
    return Cbor.write(Map.of("__type", code, "message", "said by the test"));
  }

  private byte[] list(JsonNode request) {
    String namespace = request.path("Namespace").asString();
    String metric = request.path("MetricName").asString();
    List<Map<String, String>> all = resources.getOrDefault(namespace + " " + metric, List.of());
    int from =
        request.has("NextToken") ? Integer.parseInt(request.path("NextToken").asString()) : 0;
    int to = Math.min(from + listPageSize, all.size());
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (Map<String, String> resource : all.subList(from, to)) {
      List<Map<String, String>> dimensions = new ArrayList<>();
      resource.forEach((name, value) -> dimensions.add(Map.of("Name", name, "Value", value)));
      metrics.add(Map.of("Namespace", namespace, "MetricName", metric, "Dimensions", dimensions));
    }
    Map<String, Object> answer = new TreeMap<>(Map.of("Metrics", metrics));
    if (to < all.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    return Cbor.write(answer);
  }

  /// An older datapoint of each on the first page, and the newest on the second.
  private byte[] data(JsonNode request) {
    Instant end = Instant.ofEpochSecond((long) request.path("EndTime").asDouble());
    boolean isSecond = request.has("NextToken");
    List<Map<String, Object>> results = new ArrayList<>();
    for (JsonNode query : request.path("MetricDataQueries")) {
      Double value = values.get(key(query));
      List<Instant> times =
          value == null ? List.of() : List.of(end.minusSeconds(isSecond ? 60 : 120));
      List<Double> found = value == null ? List.of() : List.of(isSecond ? value : value - 1);
      results.add(
          Map.of(
              "Id",
              query.path("Id").asString(),
              "Timestamps",
              times,
              "Values",
              found,
              "StatusCode",
              isSecond ? "Complete" : "PartialData"));
    }
    return Cbor.write(
        isSecond
            ? Map.of("MetricDataResults", results)
            : Map.of("MetricDataResults", results, "NextToken", "second"));
  }

  private static String key(JsonNode query) {
    JsonNode metric = query.at("/MetricStat/Metric");
    Map<String, String> resource = new TreeMap<>();
    for (JsonNode dimension : metric.path("Dimensions")) {
      resource.put(dimension.path("Name").asString(), dimension.path("Value").asString());
    }
    return metric.path("Namespace").asString()
        + " "
        + metric.path("MetricName").asString()
        + " "
        + query.at("/MetricStat/Stat").asString()
        + " "
        + resource;
  }

  private void assumeRole(HttpExchange exchange, String authorization, String form)
      throws IOException {
    List<String> fields = new ArrayList<>(List.of(form.split("&")));
    requests.add(
        new Request(
            "AssumeRole", String.join(" ", fields), authorization, JsonMapper.shared().nullNode()));
    byte[] body =
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
        <SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
        <AssumedRoleUser><AssumedRoleId>A:vigie</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/r/vigie</Arn>
        </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    ending.countDown();
    server.stop(0);
  }
}
