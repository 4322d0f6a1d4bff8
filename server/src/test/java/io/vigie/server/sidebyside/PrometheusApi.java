package io.vigie.server.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server that speaks the Prometheus HTTP API.
final class PrometheusApi implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final String baseUrl;

  PrometheusApi(int port) {
    this.baseUrl = "http://127.0.0.1:" + port;
  }

  String baseUrl() {
    return baseUrl;
  }

  boolean isReady() {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /// What the API answered, be it an error.
  record Answer(int status, JsonNode body) {
    boolean isSuccess() {
      return "success".equals(body.path("status").asString());
    }

    JsonNode data() {
      return body.path("data");
    }

    /// For messages.
    String text() {
      String text = status + " " + body;
      return text.substring(0, Math.min(text.length(), 500));
    }
  }

  Answer answer(String path, Map<String, String> parameters) {
    HttpResponse<String> response = get("/api/v1/" + path + "?" + form(parameters));
    return new Answer(response.statusCode(), json.readTree(response.body()));
  }

  /// The `data` of a successful answer.
  JsonNode data(String path, Map<String, String> parameters) {
    Answer answer = answer(path, parameters);
    if (!answer.isSuccess()) {
      throw new AssertionError(baseUrl + " " + path + parameters + " answered " + answer.text());
    }
    return answer.data();
  }

  /// Sends a remote write 1.0 request.
  void write(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/write"))
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(
          baseUrl + " refused samples: " + response.statusCode() + " " + response.body());
    }
  }

  /// Sends a remote read request and answers the body.
  byte[] read(byte[] request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/read"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .header("X-Prometheus-Remote-Read-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new AssertionError(baseUrl + " refused to be read: " + response.statusCode());
    }
    return response.body();
  }

  private HttpResponse<String> get(String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
            .timeout(Duration.ofSeconds(30))
            .build();
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    client.close();
  }
}
