package io.vigie.outbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is asked of a server. Immutable; the same request can be sent again and again. Credentials
/// and configured headers are not part of it: the [OutboundClient] adds them.
public final class OutboundRequest {
  /// What is accepted unless a request says otherwise.
  public static final long DEFAULT_MAX_BODY_BYTES = 32L << 20;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] NO_BODY = {};

  private final String method;
  private final URI uri;
  private final List<Header> headers;
  private final byte[] body;
  private final Duration timeout;
  private final long maxBodyBytes;
  private final Optional<Path> unixSocket;
  private final Authority authority;

  private OutboundRequest(
      String method,
      URI uri,
      List<Header> headers,
      byte[] body,
      Duration timeout,
      long maxBodyBytes,
      Optional<Path> unixSocket) {
    this.method = method;
    this.uri = uri;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.timeout = timeout;
    this.maxBodyBytes = maxBodyBytes;
    this.unixSocket = unixSocket;
    this.authority = Authority.of(uri);
  }

  /// Asks for a page, within half a minute.
  ///
  /// @param uri an absolute `http` or `https` address
  /// @throws IllegalArgumentException if the address has no host or no valid port
  public static OutboundRequest get(URI uri) {
    return new OutboundRequest(
        "GET", uri, List.of(), NO_BODY, DEFAULT_TIMEOUT, DEFAULT_MAX_BODY_BYTES, Optional.empty());
  }

  /// Hands over a body, within half a minute.
  ///
  /// @param body must not be changed afterwards
  public static OutboundRequest post(URI uri, String contentType, byte[] body) {
    return new OutboundRequest(
        "POST",
        uri,
        List.of(new Header("Content-Type", contentType)),
        body,
        DEFAULT_TIMEOUT,
        DEFAULT_MAX_BODY_BYTES,
        Optional.empty());
  }

  /// Hands over a text in UTF-8, within half a minute.
  public static OutboundRequest post(URI uri, String contentType, String body) {
    return post(uri, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public String method() {
    return method;
  }

  public URI uri() {
    return uri;
  }

  Authority authority() {
    return authority;
  }

  public List<Header> headers() {
    return headers;
  }

  /// The request's own array: do not change it.
  byte[] body() {
    return body;
  }

  /// Bound on the whole exchange: name resolution, token, connection, redirects, headers and body.
  public Duration timeout() {
    return timeout;
  }

  /// Bound on the body received, both as it comes and decompressed.
  public long maxBodyBytes() {
    return maxBodyBytes;
  }

  /// Where to connect to instead of the address.
  public Optional<Path> unixSocket() {
    return unixSocket;
  }

  /// This request with one more header.
  public OutboundRequest withHeader(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new OutboundRequest(method, uri, more, body, timeout, maxBodyBytes, unixSocket);
  }

  public OutboundRequest withTimeout(Duration other) {
    return new OutboundRequest(method, uri, headers, body, other, maxBodyBytes, unixSocket);
  }

  public OutboundRequest withMaxBodyBytes(long other) {
    return new OutboundRequest(method, uri, headers, body, timeout, other, unixSocket);
  }

  /// This request over a Unix domain socket; the address then only names the host and path.
  public OutboundRequest withUnixSocket(Path socket) {
    return new OutboundRequest(
        method, uri, headers, body, timeout, maxBodyBytes, Optional.of(socket));
  }

  /// This request with another method, for example `PUT`.
  public OutboundRequest withMethod(String other) {
    return new OutboundRequest(other, uri, headers, body, timeout, maxBodyBytes, unixSocket);
  }

  /// As a redirect asks for it.
  OutboundRequest redirectedTo(URI target, boolean keepsMethod) {
    boolean same = keepsMethod || method.equals("GET") || method.equals("HEAD");
    return new OutboundRequest(
        same ? method : "GET",
        target,
        same ? headers : headers.stream().filter(OutboundRequest::isNotAboutBody).toList(),
        same ? body : NO_BODY,
        timeout,
        maxBodyBytes,
        Authority.of(target).equals(authority) ? unixSocket : Optional.empty());
  }

  private static boolean isNotAboutBody(Header header) {
    return !header.name().regionMatches(true, 0, "Content-", 0, 8);
  }

  /// Method and host; the rest of the address may hold secrets.
  @Override
  public String toString() {
    return method + " " + authority;
  }
}
