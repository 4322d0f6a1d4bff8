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
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the Prometheus API of a running server, ours or another.
final class ApiClient implements AutoCloseable {
  private final String server;
  private final OutboundClients clients =
      new OutboundClients("vigie/" + BuildInfo.current().version());
  private final OutboundClient client;
  private final List<String> form = new ArrayList<>();

  /// @param server URL such as `http://127.0.0.1:9090`; `http://` may be left out
  ApiClient(String server) {
    this(server, HttpClientConfig.DEFAULT);
  }

  /// @param server URL such as `http://127.0.0.1:9090`; `http://` may be left out
  /// @param http how to get there, and as whom
  ApiClient(String server, HttpClientConfig http) {
    this.client = clients.open(http);
    String url = server.contains("://") ? server : "http://" + server;
    this.server = url.replaceAll("/+$", "");
  }

  /// Adds a parameter to the next question, unless it is empty.
  ApiClient with(String name, String value) {
    if (!value.isEmpty()) {
      form.add(encode(name) + "=" + encode(value));
    }
    return this;
  }

  /// The field `data` of the answer.
  ///
  /// @throws IOException if there is no answer, or it is an error; the message says which
  JsonNode get(String path) throws IOException {
    return data(client.send(OutboundRequest.get(uri(path + "?" + String.join("&", form)))));
  }

  /// As [#get], with the parameters in a form.
  JsonNode post(String path) throws IOException {
    return data(
        client.send(
            OutboundRequest.post(
                uri(path), "application/x-www-form-urlencoded", String.join("&", form))));
  }

  private URI uri(String pathAndQuery) {
    try {
      return URI.create(server + "/api/v1/" + pathAndQuery);
    } catch (IllegalArgumentException e) {
      throw new UsageException("\"" + server + "\" is not the URL of a server");
    }
  }

  private JsonNode data(OutboundResponse response) throws IOException {
    JsonNode answer = parse(response);
    if (!answer.path("status").asString("").equals("success")) {
      throw new IOException(
          answer.path("errorType").asString("error")
              + ": "
              + answer.path("error").asString(response.statusLine()));
    }
    for (String kind : List.of("warnings", "infos")) {
      answer.path(kind).forEach(remark -> System.err.println(kind + ": " + remark.asString()));
    }
    return answer.path("data");
  }

  private JsonNode parse(OutboundResponse response) throws IOException {
    try {
      return JsonMapper.shared().readTree(response.text());
    } catch (JacksonException e) {
      throw new IOException(
          server + " answered " + response.statusLine() + " and not what the Prometheus API says",
          e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
