package io.vigie.outbound;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.model.telemetry.Span;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.Exchange.Phase;
import io.vigie.outbound.OutboundException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Transport;

/// Goes out over HTTP as one configuration block says. Blocking, made for virtual threads: a
/// request waits for nobody but its own server. Sent within a [Span], it is a span of its own, and
/// its receiver is told. Thread-safe.
///
/// Closing lets go of the connections; requests under way end first.
public final class OutboundClient implements AutoCloseable {
  private final HttpClientConfig config;
  private final Connections connections;
  private final RequestCredentials credentials;
  private final Optional<OAuth2Tokens> tokens;
  private final OutboundClients owner;
  private final ProxyRoutes routes;

  OutboundClient(
      HttpClientConfig config,
      Connections connections,
      Optional<OAuth2Tokens> tokens,
      OutboundClients owner) {
    this.config = config;
    this.connections = connections;
    this.credentials = new RequestCredentials(config, tokens);
    this.tokens = tokens;
    this.owner = owner;
    this.routes = owner.routes(config.proxy());
  }

  /// Sends a request and reads the whole answer, whatever its status.
  ///
  /// @throws OutboundException if there is no complete answer within the request's bounds
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    return send(request, new BodyBuffer());
  }

  /// Sends a request and reads the whole answer into a buffer that the caller owns and may use
  /// again: what it held is overwritten.
  ///
  /// @throws OutboundException if there is no complete answer within the request's bounds
  public OutboundResponse send(OutboundRequest request, BodyBuffer into) throws OutboundException {
    Span above = Span.current();
    return above == Span.none()
        ? sendUntraced(request, into)
        : new RequestSpan(above, request).trace(traced -> sendUntraced(traced, into));
  }

  private OutboundResponse sendUntraced(OutboundRequest request, BodyBuffer into)
      throws OutboundException {
    long deadlineNanos = ticker().readNanos() + request.timeout().toNanos();
    Redirects redirects = new Redirects(request.uri());
    OutboundRequest current = request;
    while (true) {
      OutboundResponse response = sendOnce(current, redirects.isTrusted(), into, deadlineNanos);
      if (response.status() == 401) {
        credentials.refused();
      }
      if (!config.followRedirects() || !Redirects.isRedirect(response)) {
        return response;
      }
      current = redirects.follow(current, response);
    }
  }

  /// Opens an answer of unknown length, to be read as it comes: a watch, an export. The request's
  /// timeout bounds the wait for its beginning and each silence within it; its body bound does not
  /// apply. Nothing is decompressed.
  ///
  /// @throws OutboundException if the answer does not begin
  public OutboundStream open(OutboundRequest request) throws OutboundException {
    long deadlineNanos = ticker().readNanos() + request.timeout().toNanos();
    Redirects redirects = new Redirects(request.uri());
    OutboundRequest current = request;
    while (true) {
      OutboundStream stream = openOnce(current, redirects.isTrusted(), deadlineNanos);
      if (!config.followRedirects() || !Redirects.isRedirect(stream.head())) {
        return stream;
      }
      stream.close();
      current = redirects.follow(current, stream.head());
    }
  }

  private OutboundResponse sendOnce(
      OutboundRequest request, boolean trusted, BodyBuffer into, long deadlineNanos)
      throws OutboundException {
    BodyBuffer raw = owner.buffers().borrow();
    try (Connections.Lease lease = lease(request)) {
      return decode(
          request, exchange(lease, request, trusted, raw, deadlineNanos, true), raw, into);
    } finally {
      owner.buffers().giveBack(raw);
    }
  }

  /// A kept connection may be closed by the server just as it is used again; asking once more, over
  /// another one, cannot do harm if the method has no effect.
  private static boolean isWorthAnotherTry(
      OutboundRequest request, Result result, BodyBuffer received) {
    boolean harmless = request.method().equals("GET") || request.method().equals("HEAD");
    return harmless
        && received.size() == 0
        && result.getResponse().getStatus() == 0
        && (result.getFailure() instanceof java.io.EOFException
            || result.getFailure() instanceof java.nio.channels.ClosedChannelException);
  }

  private Connections.Lease lease(OutboundRequest request) throws OutboundException {
    try {
      return connections.lease();
    } catch (IOException e) {
      throw new OutboundException(
          Kind.CREDENTIALS,
          FailureSentences.hostAndPort(request.uri()) + " cannot be asked: " + e.getMessage(),
          e);
    }
  }

  private Result exchange(
      Connections.Lease lease,
      OutboundRequest request,
      boolean trusted,
      BodyBuffer raw,
      long deadlineNanos,
      boolean mayTryAgain)
      throws OutboundException {
    Exchange exchange = new Exchange(raw, request.maxBodyBytes());
    Request wire = wireRequest(lease, request, trusted, deadlineNanos);
    wire.onRequestBegin(_ -> exchange.onRequestBegin());
    wire.onResponseListener(exchange);
    try {
      wire.send(null);
      Result result = exchange.await(wire, deadlineNanos - ticker().readNanos());
      if (!result.isFailed()) {
        return result;
      }
      if (mayTryAgain && isWorthAnotherTry(request, result, raw)) {
        return exchange(lease, request, trusted, raw, deadlineNanos, false);
      }
      throw failure(request, result.getFailure(), exchange);
    } catch (TimeoutException e) {
      throw failure(request, e, exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundException(Kind.CANCELLED, "the request was given up", e);
    }
  }

  private OutboundException failure(OutboundRequest request, Throwable failure, Exchange exchange) {
    return failure(request, failure, exchange.phase(), exchange.receivedBytes());
  }

  private OutboundException failure(
      OutboundRequest request, Throwable failure, Phase phase, int receivedBytes) {
    if (failure instanceof Exchange.TooLargeException) {
      return tooLarge(request);
    }
    return new FailureSentences(request.uri(), via(request.uri()), request.timeout())
        .of(failure, phase, receivedBytes);
  }

  private String via(URI uri) {
    return routes.proxies().stream()
        .filter(route ->
            routes.serves(
                route, uri.getScheme(), Authority.of(uri).host(), Authority.of(uri).port()))
        .findFirst()
        .map(route -> " through the proxy " + FailureSentences.hostAndPort(route.proxy()))
        .orElse("");
  }

  private static OutboundException tooLarge(OutboundRequest request) {
    return new OutboundException(
        Kind.TOO_LARGE,
        "%s sends more than the %d bytes allowed: raise the limit, or let it send less"
            .formatted(FailureSentences.hostAndPort(request.uri()), request.maxBodyBytes()));
  }

  private Request wireRequest(
      Connections.Lease lease, OutboundRequest request, boolean trusted, long deadlineNanos)
      throws OutboundException {
    Duration left = Duration.ofNanos(Math.max(1, deadlineNanos - ticker().readNanos()));
    List<Header> own = credentials.headers(trusted, left);
    Request wire =
        newRequest(lease, request)
            .method(request.method())
            .headers(fields -> addHeaders(fields, request, own, trusted));
    if (request.body().length > 0) {
      wire.body(new BytesRequestContent(contentType(request), request.body()));
    }
    request.unixSocket().ifPresent(path -> wire.transport(new Transport.TCPUnix(path)));
    return wire;
  }

  private static Request newRequest(Connections.Lease lease, OutboundRequest request) {
    URI uri = withoutUserInfo(request.uri());
    if (uri.getHost() != null) {
      return lease.client().newRequest(uri);
    }
    // Jetty takes host names with an underscore only in parts.
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return lease
        .client()
        .newRequest(URI.create(uri.getScheme() + "://host"))
        .host(request.authority().host())
        .port(request.authority().port())
        .path((uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query);
  }

  private static String contentType(OutboundRequest request) {
    return request.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
        .map(Header::value)
        .findFirst()
        .orElse("application/octet-stream");
  }

  private void addHeaders(
      HttpFields.Mutable fields, OutboundRequest request, List<Header> own, boolean trusted) {
    fields.put(HttpHeader.USER_AGENT, owner.userAgent());
    for (Header header : request.headers()) {
      if (trusted || !RequestCredentials.isSensitive(header.name())) {
        fields.put(header.name(), header.value());
      }
    }
    String userInfo = request.uri().getUserInfo();
    if (trusted && userInfo != null && !fields.contains(HttpHeader.AUTHORIZATION)) {
      String[] parts = userInfo.split(":", 2);
      fields.put(
          HttpHeader.AUTHORIZATION,
          RequestCredentials.basic(parts[0], parts.length > 1 ? parts[1] : ""));
    }
    for (Header header : own) {
      boolean repeated =
          !header.name().equalsIgnoreCase("Authorization") || !fields.contains("Authorization");
      if (repeated) {
        fields.add(header.name(), header.value());
      }
    }
  }

  private static URI withoutUserInfo(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
  }

  private OutboundResponse decode(
      OutboundRequest request, Result result, BodyBuffer raw, BodyBuffer into)
      throws OutboundException {
    into.clear();
    Response response = result.getResponse();
    String encoding = response.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && encoding.strip().equalsIgnoreCase("gzip") && raw.size() > 0) {
      gunzip(request, raw, into);
    } else {
      into.append(raw.array(), 0, raw.size());
    }
    return Exchange.response(request.uri(), result, into);
  }

  private void gunzip(OutboundRequest request, BodyBuffer raw, BodyBuffer into)
      throws OutboundException {
    try {
      owner.gunzip().gunzip(raw.array(), raw.size(), into, request.maxBodyBytes());
    } catch (Gunzip.TooLargeException e) {
      throw tooLarge(request);
    } catch (Gunzip.DamagedException e) {
      throw new OutboundException(
          Kind.PROTOCOL,
          FailureSentences.hostAndPort(request.uri())
              + ": "
              + e.getMessage()
              + ": look at what stands between, and at the server",
          e);
    }
  }

  private OutboundStream openOnce(OutboundRequest request, boolean trusted, long deadlineNanos)
      throws OutboundException {
    Connections.Lease lease = lease(request);
    InputStreamResponseListener listener = new InputStreamResponseListener();
    boolean opened = false;
    try {
      Request wire = wireRequest(lease, request, trusted, deadlineNanos);
      wire.idleTimeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
      wire.send(listener);
      Response response =
          listener.get(Math.max(1, deadlineNanos - ticker().readNanos()), TimeUnit.NANOSECONDS);
      opened = true;
      return OutboundStream.of(request.uri(), response, listener.getInputStream(), lease);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundException(Kind.CANCELLED, "the request was given up", e);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failure(request, cause, Phase.WAITING, 0);
    } finally {
      if (!opened) {
        closeQuietly(listener);
        lease.close();
      }
    }
  }

  private static void closeQuietly(InputStreamResponseListener listener) {
    try {
      listener.getInputStream().close();
    } catch (IOException e) {
      // It was never given to anybody.
    }
  }

  private Ticker ticker() {
    return owner.ticker();
  }

  /// May be called again.
  @Override
  public void close() {
    owner.release(this, connections);
    tokens.ifPresent(OAuth2Tokens::close);
  }
}
