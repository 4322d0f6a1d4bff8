package io.vigie.alerts.config.receiver;

/// A network address `host:port`. Both parts are empty if none is given.
public record HostPort(String host, String port) {
  public static final HostPort NONE = new HostPort("", "");

  /// @throws IllegalArgumentException with a message fit for the user
  public static HostPort parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = text.startsWith("[");
    if (colon < 0 || (bracketed && text.endsWith("]"))) {
      throw new IllegalArgumentException("address " + text + ": missing port in address");
    }
    if (bracketed && !host.endsWith("]")) {
      throw new IllegalArgumentException("address " + text + ": missing ']' in address");
    }
    if (!bracketed && host.contains(":")) {
      throw new IllegalArgumentException("address " + text + ": too many colons in address");
    }
    String port = text.substring(colon + 1);
    if (port.isEmpty()) {
      throw new IllegalArgumentException("address \"" + text + "\": port cannot be empty");
    }
    return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  public boolean isEmpty() {
    return host.isEmpty() && port.isEmpty();
  }

  @Override
  public String toString() {
    if (isEmpty()) {
      return "";
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
