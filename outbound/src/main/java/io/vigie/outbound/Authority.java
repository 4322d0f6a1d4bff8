package io.vigie.outbound;

import java.net.URI;

/// Host and port of an address. `URI` refuses host names with an underscore, which Docker and
/// Kubernetes users have, so they are taken from the authority by hand.
///
/// @param host without brackets around an IPv6 address
/// @param port the scheme's own if the address has none
record Authority(String host, int port) {
  /// @throws IllegalArgumentException if the address has no host, or its port is no number
  static Authority of(URI uri) {
    String text = uri.getRawAuthority();
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("the address has no host");
    }
    String hostPort = text.substring(text.lastIndexOf('@') + 1);
    int colon = hostPort.lastIndexOf(':');
    boolean hasPort = colon > hostPort.lastIndexOf(']');
    String host = hasPort ? hostPort.substring(0, colon) : hostPort;
    String port = hasPort ? hostPort.substring(colon + 1) : "";
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the address has no host");
    }
    return new Authority(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port.isEmpty() ? defaultPort(uri) : parsePort(port));
  }

  private static int parsePort(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 0xffff) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a port");
  }

  private static int defaultPort(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /// `host:port`, with brackets around an IPv6 address.
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
