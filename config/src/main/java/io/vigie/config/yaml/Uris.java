package io.vigie.config.yaml;

import java.net.URI;
import java.net.URISyntaxException;

/// Addresses as configuration files write them.
public final class Uris {
  private Uris() {}

  /// @throws IllegalArgumentException with a message for the user if the text is no address; the
  ///   message does not repeat a password in it
  public static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "parse " + ByteTexts.quote(redact(text)) + ": " + e.getReason(), e);
    }
  }

  /// The address with `xxxxx` in place of a password.
  public static String redacted(URI uri) {
    return redact(uri.toString());
  }

  private static String redact(String text) {
    return text.replaceFirst("//([^/:@?#]*):[^/@?#]*@", "//$1:xxxxx@");
  }

  /// Whether the address says which machine. Also true of host names that only `URI` dislikes, such
  /// as those with an underscore.
  public static boolean hasHost(URI uri) {
    String authority = uri.getRawAuthority();
    return authority != null
        && !authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "").isEmpty();
  }
}
