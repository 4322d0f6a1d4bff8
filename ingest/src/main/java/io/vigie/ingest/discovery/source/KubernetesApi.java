package io.vigie.ingest.discovery.source;

import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The API server of a cluster. Thread-safe.
final class KubernetesApi implements AutoCloseable {
  /// A watch is ended by the server after this long, and begun again.
  private static final Duration WATCH = Duration.ofMinutes(4);

  private final String server;
  private final OutboundClient client;
  private final JsonService service;

  KubernetesApi(KubernetesAccess access, OutboundClients clients) {
    this.server = access.server();
    this.client = clients.open(access.http());
    this.service = new JsonService(client);
  }

  /// One page of a list.
  JsonNode list(String path, List<Map.Entry<String, String>> parameters) throws IOException {
    return service.ask(request(path, parameters)).json();
  }

  /// Changes as they happen, one JSON object each.
  OutboundStream watch(String path, List<Map.Entry<String, String>> parameters) throws IOException {
    OutboundRequest request = request(path, parameters).withTimeout(WATCH.plusMinutes(1));
    OutboundStream stream = client.open(request);
    if (stream.status() != 200) {
      stream.close();
      throw new IOException(request + " was answered with " + stream.head().statusLine());
    }
    return stream;
  }

  static String watchSeconds() {
    return Long.toString(WATCH.toSeconds());
  }

  private OutboundRequest request(String path, List<Map.Entry<String, String>> parameters)
      throws IOException {
    try {
      URI uri = URI.create(server + path + MetaLabels.query(parameters));
      return OutboundRequest.get(uri).withHeader("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw new IOException("api_server \"" + server + "\" is no address", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
