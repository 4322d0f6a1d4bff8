package io.vigie.outbound;

import io.vigie.outbound.OutboundException.Kind;
import java.net.URI;
import java.util.Locale;

/// Follows where servers point, and tells whether credentials may come along. Once a chain has left
/// the host first asked for, or gone from TLS to plain text, they stay behind for good, even if a
/// later redirect leads back. Subdomains of the first host are trusted, as Go's client and hence
/// Prometheus does.
final class Redirects {
  private static final int MAX_REDIRECTS = 10;

  private final URI first;
  private int count;
  private boolean trusted = true;

  Redirects(URI first) {
    this.first = first;
  }

  /// Whether the current request goes to the host first asked for.
  boolean isTrusted() {
    return trusted;
  }

  static boolean isRedirect(OutboundResponse response) {
    return switch (response.status()) {
      case 301, 302, 303, 307, 308 -> !response.header("Location").isEmpty();
      default -> false;
    };
  }

  /// The request that a redirect asks for.
  ///
  /// @throws OutboundException if there were too many, or it points to nowhere
  OutboundRequest follow(OutboundRequest request, OutboundResponse response)
      throws OutboundException {
    if (++count > MAX_REDIRECTS) {
      throw failure("redirects more than " + MAX_REDIRECTS + " times: it sends us in a circle");
    }
    URI target = target(request.uri(), response.header("Location"));
    trusted = trusted && isTrusted(target);
    return request.redirectedTo(target, response.status() >= 307);
  }

  private URI target(URI from, String location) throws OutboundException {
    try {
      URI target = from.resolve(location);
      String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.equals("http") || scheme.equals("https")) {
        Authority.of(target);
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw failure("redirects to an address that is none: correct what it sends as Location");
    }
    throw failure("redirects to what is not an HTTP address: correct what it sends as Location");
  }

  private boolean isTrusted(URI target) {
    boolean losesTls = first.getScheme().equals("https") && target.getScheme().equals("http");
    return !losesTls
        && isHostOrBelow(lower(Authority.of(target).host()), lower(Authority.of(first).host()));
  }

  private static boolean isHostOrBelow(String host, String parent) {
    boolean isAddress = host.indexOf(':') >= 0 || host.indexOf('%') >= 0;
    return host.equals(parent) || (!isAddress && host.endsWith("." + parent));
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private OutboundException failure(String what) {
    return new OutboundException(Kind.REDIRECT, FailureSentences.hostAndPort(first) + " " + what);
  }
}
