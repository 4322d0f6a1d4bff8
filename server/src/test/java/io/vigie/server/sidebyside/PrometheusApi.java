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

  /// The `data` of a successful answer.
  JsonNode data(String path, Map<String, String> parameters) {
    HttpResponse<String> response = get("/api/v1/" + path + "?" + form(parameters));
    JsonNode answer = json.readTree(response.body());
    if (!"success".equals(answer.path("status").asString())) {
      throw new AssertionError(
          baseUrl
              + " "
              + path
              + parameters
              + " answered "
              + response.statusCode()
              + " "
              + response.body());
    }
    return answer.path("data");
  }

  private HttpResponse<String> get(String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
            .timeout(Duration.ofSeconds(30))
            .build();
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
