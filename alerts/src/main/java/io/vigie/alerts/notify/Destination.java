package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One integration of a receiver, with the name by which it is known in logs and in the state.
///
/// @param receiver name
/// @param kind such as `email`
/// @param index among the receiver's integrations of that kind
public record Destination(
    String receiver, String kind, int index, boolean sendResolved, Integration integration) {

  /// `ops/email[0]`.
  public String name() {
    return receiver + "/" + kind + "[" + index + "]";
  }

  /// Under what the state keeps what was sent here about a group. A digest, since group keys can be
  /// longer than keys of databases.
  String stateKey(Notification notification) {
    return digest(notification.groupKey()) + "/" + name();
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
