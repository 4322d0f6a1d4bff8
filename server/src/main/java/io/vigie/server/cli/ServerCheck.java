package io.vigie.server.cli;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import io.vigie.server.telemetry.BuildInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;

/// Asks a running server whether it is well, with promtool's words and exit codes.
final class ServerCheck {
  private static final int OK = 200;

  private ServerCheck() {}

  /// @return 0 if it is, 1 otherwise
  static int run(String url, String path, PrintStream err) {
    try (OutboundClients clients = new OutboundClients("vigie/" + BuildInfo.current().version());
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      URI uri = URI.create(url.replaceAll("/+$", "") + path);
      OutboundResponse response = client.send(OutboundRequest.get(uri));
      if (response.status() == OK) {
        err.println("  SUCCESS: " + response.text().strip());
        return 0;
      }
      err.println("error: check failed: URL=" + url + ", status=" + response.status());
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--url: \"" + url + "\" is not the URL of a server");
    }
    return 1;
  }
}
