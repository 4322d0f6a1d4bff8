package io.vigie.alerts.receiver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.alerts.receiver.Notification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name by which receivers know a group: SHA-256 of its key in hexadecimal, as keys may be
/// longer than they take.
public final class GroupHash {
  private GroupHash() {}

  public static String of(Notification notification) {
    try {
      byte[] key = notification.groupKey().getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
