package io.vigie.alerts.receiver.email;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What this machine calls itself in the identities of messages.
final class HostName {
  static final String OWN = own();

  private HostName() {}

  private static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost.localdomain";
    }
  }
}
