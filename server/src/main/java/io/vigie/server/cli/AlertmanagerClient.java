package io.vigie.server.cli;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import io.vigie.server.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the Alertmanager API of a running server, ours or another.
final class AlertmanagerClient implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final String server;
  private final OutboundClients clients =
      new OutboundClients("vigie/" + BuildInfo.current().version());
  private final OutboundClient client;
  private final Duration timeout;
  private final StringBuilder query = new StringBuilder();

  /// @param timeout for each answer
  AlertmanagerClient(String server, HttpClientConfig http, Duration timeout) {
    this.timeout = timeout;
    String url = server.contains("://") ? server : "http://" + server;
    this.server = url.replaceAll("/+$", "");
    this.client = clients.open(http);
  }

  /// Adds a parameter to the next question, unless it is empty.
  AlertmanagerClient with(String name, String value) {
    if (!value.isEmpty()) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(encode(name))
          .append('=')
          .append(encode(value));
    }
    return this;
  }

  AlertmanagerClient with(String name, boolean value) {
    return with(name, Boolean.toString(value));
  }

  JsonNode get(String path) throws IOException {
    return answer(send(OutboundRequest.get(uri(path + query))), path);
  }

  JsonNode post(String path, JsonNode body) throws IOException {
    return answer(send(OutboundRequest.post(uri(path), "application/json", body.toString())), path);
  }

  void delete(String path) throws IOException {
    answer(send(OutboundRequest.get(uri(path)).withMethod("DELETE")), path);
  }

  /// As [#post], to the API that is ours alone; the field `data` of the answer.
  JsonNode postToVigie(String path, JsonNode body) throws IOException {
    OutboundRequest request =
        OutboundRequest.post(uri("/../v1" + path), "application/json", body.toString());
    return answer(send(request), path).path("data");
  }

  private OutboundResponse send(OutboundRequest request) throws IOException {
    return client.send(request.withTimeout(timeout));
  }

  /// Whether the server knows more than Alertmanager; releases of that before 0.27 had another API
  /// under the path of ours.
  boolean isVigie() throws IOException {
    return client.send(OutboundRequest.get(uri("/../v1/severities"))).isSuccess();
  }

  /// As [#get], of the API that is ours alone; the field `data` of the answer.
  JsonNode getFromVigie(String path) throws IOException {
    return answer(client.send(OutboundRequest.get(uri("/../v1" + path + query))), path)
        .path("data");
  }

  private URI uri(String path) {
    try {
      return URI.create(server + "/api/v2" + path).normalize();
    } catch (IllegalArgumentException e) {
      throw new UsageException("\"" + server + "\" is not the URL of a server");
    }
  }

  private JsonNode answer(OutboundResponse response, String path) throws IOException {
    JsonNode json = parse(response, path);
    if (response.isSuccess()) {
      return json;
    }
    String reason =
        json.isString() ? json.asString() : json.path("error").asString(response.statusLine());
    throw new IOException(
        response.status() == NOT_FOUND && !json.has("error")
            ? path.substring(path.lastIndexOf('/') + 1) + " is not known: " + response.statusLine()
            : reason);
  }

  private JsonNode parse(OutboundResponse response, String path) throws IOException {
    try {
      String text = response.text();
      return JsonMapper.shared().readTree(text.isBlank() ? "{}" : text);
    } catch (JacksonException e) {
      throw new IOException(
          server + path + " answered " + response.statusLine() + " and not what Alertmanager says",
          e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
