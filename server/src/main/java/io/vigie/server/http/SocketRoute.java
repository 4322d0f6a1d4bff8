package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/// A WebSocket (RFC 6455) of text messages.
///
/// @param path with a leading slash, without the route prefix
/// @param access who may open one
/// @param isAlone whether nothing else is at the path, so that others are told what it is
public record SocketRoute(String path, Access access, boolean isAlone, Endpoint endpoint) {
  /// How long a connection may stay silent in both directions.
  private static final Duration IDLE = Duration.ofMinutes(1);

  private static final long MAX_MESSAGE_BYTES = 128 * 1024;

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final String CALLER = "vigie.socket.caller";
  private static final String LISTENER = "vigie.socket.listener";

  /// Takes up connections.
  @FunctionalInterface
  public interface Endpoint {
    /// A connection has been opened. Must return at once.
    Listener opened(Handshake handshake, SocketChannel channel);
  }

  /// The request that opened a connection.
  public interface Handshake {
    /// The first value of a parameter of the query, or the empty text.
    String parameter(String name);

    /// All values of a parameter of the query.
    List<String> parameters(String name);

    StreamCaller caller();
  }

  /// Hears what comes. Called by one thread at a time; must return at once.
  public interface Listener {
    /// Hears nothing, as nobody is there.
    Listener NOBODY =
        new Listener() {
          @Override
          public void received(String text) {}

          @Override
          public void closed() {}
        };

    void received(String text);

    /// The connection is no more.
    void closed();
  }

  /// To be called once: who asks is looked at before a connection is taken up, as for any request.
  static void guard(
      RoutesConfig routes,
      AccessControl accessControl,
      RateLimiting rateLimiting,
      Cors cors,
      ReadyGate readyGate) {
    routes.wsBeforeUpgrade(context -> {
      boolean letIn =
          readyGate.isOpen(context)
              && accessControl.identify(context)
              && rateLimiting.admit(context)
              && accessControl.authorise(context);
      if (!letIn) {
        throw new HttpResponseException(context.statusCode(), "refused", Map.of());
      }
      if (accessControl.isForeignPage(context, cors)) {
        throw new HttpResponseException(
            403, "a page of another site must not ask for this", Map.of());
      }
      context.attribute(CALLER, accessControl.streamCaller(context));
    });
  }

  void addTo(RoutesConfig routes, String prefix) {
    routes.ws(
        prefix + path,
        socket -> {
          socket.onConnect(this::opened);
          socket.onMessage(SocketRoute::received);
          socket.onClose(SocketRoute::closed);
          socket.onError(SocketRoute::closed);
        },
        access);
    if (isAlone) {
      routes.get(prefix + path, SocketRoute::demandUpgrade, access);
    }
  }

  private static void demandUpgrade(Context context) {
    context.status(426).header("Upgrade", "websocket").header("Connection", "Upgrade");
    context.result("this is a WebSocket: ask for an upgrade\n");
  }

  static void configure(JettyWebSocketServletFactory factory) {
    factory.setIdleTimeout(IDLE);
    factory.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
    factory.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
  }

  /// Takes back what browsers offer: a compressor for each of thousands of connections would cost
  /// far more memory and time than these small messages save.
  static Request withoutCompression(Request request, HttpFields.Mutable responseHeaders) {
    if (!request.getHeaders().contains(EXTENSIONS)) {
      return request;
    }
    HttpFields headers = HttpFields.build(request.getHeaders()).remove(EXTENSIONS).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }

  private void opened(WsConnectContext context) {
    Handshake handshake = new OpenHandshake(context);
    context.attribute(LISTENER, endpoint.opened(handshake, new SocketChannel(context.session)));
  }

  private static void received(WsMessageContext context) {
    listener(context).ifPresent(listener -> listener.received(context.message()));
  }

  private static void closed(WsContext context) {
    listener(context).ifPresent(Listener::closed);
  }

  private static Optional<Listener> listener(WsContext context) {
    Listener listener = context.attribute(LISTENER);
    return Optional.ofNullable(listener);
  }

  private record OpenHandshake(WsConnectContext context) implements Handshake {
    @Override
    public String parameter(String name) {
      return Optional.ofNullable(context.queryParam(name)).orElse("");
    }

    @Override
    public List<String> parameters(String name) {
      return context.queryParams(name);
    }

    @Override
    public StreamCaller caller() {
      StreamCaller caller = context.attribute(CALLER);
      if (caller == null) {
        throw new IllegalStateException("a connection that nobody looked at");
      }
      return caller;
    }
  }
}
