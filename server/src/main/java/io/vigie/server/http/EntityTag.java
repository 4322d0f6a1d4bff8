package io.vigie.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What tells one content from another (RFC 9110, section 8.8.3).
public final class EntityTag {
  private static final int BYTES = 15;

  private EntityTag() {}

  public static String of(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      String text = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
      return '"' + text + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Whether a header `If-None-Match` or `If-Match` names a tag. Proxies that compress make it a
  /// weak one.
  public static boolean isAmong(@Nullable String header, String tag) {
    return header != null
        && Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }
}
