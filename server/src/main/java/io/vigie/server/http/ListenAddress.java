package io.vigie.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where a listener waits for connections.
///
/// @param host name or address; empty means every interface
/// @param port 0 means any free one
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /// Reads `host:port`, `:port` or `[v6]:port`.
  ///
  /// @throws IllegalArgumentException if it is something else; the message names it
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "listen address \"" + text + "\": an IPv6 address goes in brackets, as in [::1]:9090");
    }
    return new ListenAddress(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String port) {
    try {
      int number = Integer.parseInt(port);
      if (number >= 0 && number <= MAX_PORT && text.indexOf(':') >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like every other mistake.
    }
    throw new IllegalArgumentException(
        "listen address \"" + text + "\" is not host:port, as in 127.0.0.1:9090 or :9090");
  }

  /// Whether only this machine can reach it.
  ///
  /// @throws UnknownHostException if the host name has no address
  public boolean isLoopback() throws UnknownHostException {
    return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
  }

  /// The form that [#parse] reads.
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
