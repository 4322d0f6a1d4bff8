package io.vigie.ingest.discovery.source;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The API server of a cluster. Thread-safe.
final class KubernetesApi implements AutoCloseable {
  /// A watch is ended by the server after this long, and begun again.
  private static final Duration WATCH = Duration.ofMinutes(4);

  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final String server;
  private final OutboundClient client;
  private final JsonService service;

  private KubernetesApi(String server, OutboundClient client) {
    this.server = server.replaceFirst("/+$", "");
    this.client = client;
    this.service = new JsonService(client);
  }

  /// The configured server, or that of the cluster that this process runs in.
  ///
  /// @param environment of this process
  /// @throws IOException if neither is known
  static KubernetesApi open(
      Kubernetes config, OutboundClients clients, Map<String, String> environment)
      throws IOException {
    if (config.kubeconfig().isPresent()) {
      throw new IOException(
          "kubeconfig_file is not supported here; give api_server, tls_config and credentials"
              + " instead");
    }
    Optional<URI> apiServer = config.apiServer();
    return apiServer.isPresent()
        ? new KubernetesApi(apiServer.get().toString(), clients.open(config.http()))
        : ofOwnCluster(clients, environment);
  }

  private static KubernetesApi ofOwnCluster(
      OutboundClients clients, Map<String, String> environment) throws IOException {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    if (host.isEmpty() || port.isEmpty()) {
      throw new IOException(
          "this process does not run in a Kubernetes cluster (KUBERNETES_SERVICE_HOST is not set);"
              + " give api_server");
    }
    TlsConfig tls =
        new TlsConfig(
            new SecretSource.InFile(SERVICE_ACCOUNT.resolve("ca.crt")),
            SecretSource.none(),
            SecretSource.none(),
            "",
            false,
            Optional.empty(),
            Optional.empty());
    SecretSource token = new SecretSource.InFile(SERVICE_ACCOUNT.resolve("token"));
    HttpClientConfig http =
        HttpClientConfig.DEFAULT.withTls(tls).withCredentials(new Authorization("Bearer", token));
    String address = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return new KubernetesApi(address, clients.open(http));
  }

  /// The namespace that this process runs in.
  static String ownNamespace() throws IOException {
    return Files.readString(SERVICE_ACCOUNT.resolve("namespace")).strip();
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
