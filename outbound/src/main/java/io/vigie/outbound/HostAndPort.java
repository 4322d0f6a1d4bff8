package io.vigie.outbound;

import io.vigie.config.yaml.MappingReader;

/// Where something listens that does not speak HTTP.
///
/// @param host name or address, an IPv6 one without brackets
public record HostAndPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /// Reads `host:port`, `host`, `[::1]:port`.
  ///
  /// @param usualPort taken where none is written; 0 if one must be
  /// @throws IllegalArgumentException if it is none
  public static HostAndPort parse(String text, int usualPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && text.indexOf(']') < colon;
    String host = (hasPort ? text.substring(0, colon) : text).replaceAll("^\\[|]$", "");
    String port = hasPort ? text.substring(colon + 1) : Integer.toString(usualPort);
    boolean portIsMissing = !hasPort && usualPort == 0;
    if (portIsMissing || !host.matches("[A-Za-z0-9_.:%-]+") || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no address: write host:port");
    }
    int number = Integer.parseInt(port);
    if (number == 0 || number > MAX_PORT) {
      throw new IllegalArgumentException("\"" + text + "\": the port is from 1 to " + MAX_PORT);
    }
    return new HostAndPort(host, number);
  }

  /// Reads one from a configuration.
  ///
  /// @param example of what could stand there, for whoever wrote something else
  public static HostAndPort read(MappingReader reader, String key, int usualPort, String example) {
    String text = reader.string(key);
    try {
      return parse(text, usualPort);
    } catch (IllegalArgumentException e) {
      throw reader.error(key, key + ": " + e.getMessage() + ", such as " + example);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
