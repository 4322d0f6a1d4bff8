package io.vigie.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// Where a request comes from.
final class ClientAddress {
  /// Headers that proxies add.
  private static final List<String> FORWARDING_HEADERS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

  private static final int MAX_LENGTH = 64;

  private ClientAddress() {}

  /// The header that tells that a proxy passed the request on, if one did.
  static Optional<String> forwardedBy(Context context) {
    return FORWARDING_HEADERS.stream().filter(name -> context.header(name) != null).findFirst();
  }

  /// The other end of the connection; or, if that is a proxy on this machine, what the proxy added
  /// last, which is the part that the caller cannot make up.
  static String of(Context context) {
    String peer = context.ip();
    String forwarded = context.header("X-Forwarded-For");
    if (forwarded == null || !isThisMachine(peer)) {
      return peer;
    }
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.isEmpty() || last.length() > MAX_LENGTH ? peer : last;
  }

  private static boolean isThisMachine(String address) {
    return address.startsWith("127.")
        || address.equals("[::1]")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1")
        || address.equals("[0:0:0:0:0:0:0:1]");
  }
}
