package io.vigie.rules.template;

import java.util.Optional;
import java.util.regex.Pattern;

/// `host:port` taken apart as Go does; a text that is not of that form is all host.
///
/// @param port with the colon; empty if there is none
record HostPort(String host, String port) {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  static HostPort of(String text) {
    return split(text).orElse(new HostPort(text, ""));
  }

  private static Optional<HostPort> split(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean wellFormed =
          end > 0 && end + 1 == colon && text.indexOf('[', 1) < 0 && text.indexOf(']', end + 1) < 0;
      return wellFormed
          ? Optional.of(new HostPort(text.substring(1, end), text.substring(colon)))
          : Optional.empty();
    }
    boolean plain = text.indexOf(':') == colon && text.indexOf('[') < 0 && text.indexOf(']') < 0;
    return plain
        ? Optional.of(new HostPort(text.substring(0, colon), text.substring(colon)))
        : Optional.empty();
  }

  /// The first part of the host's name, with the port.
  String withoutDomain() {
    String shortened = isAddress() || host.indexOf('.') < 0 ? host : host.split("\\.", 2)[0];
    if (port.isEmpty()) {
      return shortened;
    }
    return (shortened.indexOf(':') >= 0 ? "[" + shortened + "]" : shortened) + port;
  }

  private boolean isAddress() {
    return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
  }
}
