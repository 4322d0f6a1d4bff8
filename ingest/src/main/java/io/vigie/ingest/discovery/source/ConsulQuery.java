package io.vigie.ingest.discovery.source;

import io.vigie.config.http.SecretSource;
import io.vigie.ingest.discovery.DiscoveryConfig.Consul;
import io.vigie.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One question to Consul, asked again and again: each time the answer is held back until it
/// differs from the last one, or some minutes have passed. Not thread-safe.
final class ConsulQuery {
  private static final Duration WAIT = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = WAIT.plusSeconds(15);

  private final Consul config;
  private final JsonService service;
  private final String path;
  private final List<Map.Entry<String, String>> parameters;
  private long lastIndex;

  /// @param parameters besides those that every question has
  ConsulQuery(
      Consul config, JsonService service, String path, List<Map.Entry<String, String>> parameters) {
    this.config = config;
    this.service = service;
    this.path = path;
    this.parameters = List.copyOf(parameters);
  }

  /// The answer, or nothing if it is still the last one.
  Optional<JsonNode> poll() throws IOException {
    JsonService.Answer answer = service.ask(request());
    long index = parseIndex(answer.response().header("X-Consul-Index"));
    boolean unchanged = index == lastIndex && index != 0;
    // An index that goes back means that the server lost its state: ask for everything again.
    lastIndex = index < lastIndex ? 0 : index;
    return unchanged ? Optional.empty() : Optional.of(answer.json());
  }

  private static long parseIndex(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private OutboundRequest request() throws IOException {
    String target = config.pathPrefix() + path + MetaLabels.query(allParameters());
    OutboundRequest request = OutboundRequest.get(address(target)).withTimeout(TIMEOUT);
    if (config.server().startsWith("unix://")) {
      request = request.withUnixSocket(Path.of(config.server().substring("unix://".length())));
    }
    SecretSource token = config.token();
    return token.isConfigured()
        ? request.withHeader("X-Consul-Token", token.read().reveal())
        : request;
  }

  private URI address(String target) throws IOException {
    String server = config.server();
    String prefix =
        server.startsWith("unix://") ? "http://consul" : config.scheme() + "://" + server;
    String base = server.matches("https?://.*") ? server : prefix;
    try {
      return new URI(base + target);
    } catch (URISyntaxException e) {
      throw new IOException("consul server \"" + server + "\" is no address", e);
    }
  }

  private List<Map.Entry<String, String>> allParameters() {
    List<Map.Entry<String, String>> all = new ArrayList<>(parameters);
    put(all, "dc", config.datacenter());
    put(all, "ns", config.namespace());
    put(all, "partition", config.partition());
    config.nodeMeta().forEach((key, value) -> put(all, "node-meta", key + ":" + value));
    if (config.allowStale()) {
      all.add(Map.entry("stale", ""));
    }
    if (lastIndex > 0) {
      put(all, "index", Long.toString(lastIndex));
      put(all, "wait", WAIT.toMillis() + "ms");
    }
    return all;
  }

  static void put(List<Map.Entry<String, String>> parameters, String key, String value) {
    if (!value.isEmpty()) {
      parameters.add(Map.entry(key, value));
    }
  }
}
