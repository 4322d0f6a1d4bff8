package io.vigie.server.http.v1;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// Scrape URLs as somebody on another machine can open them: `localhost` becomes the host of the
/// external URL; where it is this server itself, scheme and port too.
public final class GlobalUrl {
  private static final Set<String> LOCALHOST = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final URI externalUrl;
  private final int ownPort;

  /// @param ownPort the port that this server listens on
  public GlobalUrl(URI externalUrl, int ownPort) {
    this.externalUrl = externalUrl;
    this.ownPort = ownPort;
  }

  String of(String scrapeUrl) {
    try {
      URI url = new URI(scrapeUrl);
      if (url.getHost() == null || !LOCALHOST.contains(url.getHost())) {
        return scrapeUrl;
      }
      boolean isOwn = url.getPort() == ownPort;
      String scheme = isOwn ? externalUrl.getScheme() : url.getScheme();
      int port = isOwn ? externalUrl.getPort() : url.getPort();
      String host = externalUrl.getHost() + (port < 0 ? "" : ":" + port);
      String rest =
          scrapeUrl.substring(
              scrapeUrl.indexOf(url.getRawAuthority()) + url.getRawAuthority().length());
      return scheme + "://" + host + rest;
    } catch (URISyntaxException e) {
      return scrapeUrl;
    }
  }
}
