package io.vigie.ingest.discovery.source;

import io.vigie.config.yaml.Uris;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.config.TargetGroupJson;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/// Targets that a web service answers with, in the format of target files.
final class HttpTargets implements TargetSource {
  private static final Pattern JSON =
      Pattern.compile(
          "application/json(;\\s*charset=(\"utf-8\"|utf-8))?", Pattern.CASE_INSENSITIVE);

  private final DiscoveryConfig.Http config;
  private final OutboundClient client;
  private final OutboundRequest request;

  HttpTargets(DiscoveryConfig.Http config, OutboundClients clients) {
    this.config = config;
    this.client = clients.open(config.http());
    this.request =
        OutboundRequest.get(config.url())
            .withHeader("Accept", "application/json")
            .withHeader("X-Prometheus-Refresh-Interval-Seconds", seconds())
            .withTimeout(config.refreshInterval());
  }

  private String seconds() {
    double seconds = config.refreshInterval().toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  @Override
  public Found targets() throws IOException {
    OutboundResponse response = client.send(request);
    if (response.status() != 200) {
      throw new IOException("server returned HTTP status " + response.statusLine());
    }
    String contentType = response.header("Content-Type").strip();
    if (!JSON.matcher(contentType).matches()) {
      throw new IOException(
          "unsupported content type \"" + contentType + "\"; expected application/json");
    }
    // Labels are shown to everybody; a password in the address is not.
    String url = Uris.redacted(config.url());
    return Found.all(TargetGroupJson.read(response.body(), url, "__meta_url"));
  }

  @Override
  public void close() {
    client.close();
  }
}
