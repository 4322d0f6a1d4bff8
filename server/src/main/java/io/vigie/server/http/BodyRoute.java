package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// An operation that takes a body in a protocol of its own and answers in it, without the envelope
/// of the API; refused while the server is not ready.
///
/// @param method such as `POST`
/// @param path with a leading slash, without the route prefix; may end in `<rest>`, which stands
///   for anything
/// @param access who may use it
/// @param crossSite whether pages of other sites may ask, where their origin is allowed
public record BodyRoute(
    String method, String path, Access access, boolean crossSite, Endpoint endpoint) {
  /// A route that pages of other sites do not ask.
  public BodyRoute(String method, String path, Access access, Endpoint endpoint) {
    this(method, path, access, false, endpoint);
  }

  /// A route for `POST` that takes samples.
  public BodyRoute(String path, Endpoint endpoint) {
    this("POST", path, endpoint);
  }

  /// A route that takes samples.
  public BodyRoute(String method, String path, Endpoint endpoint) {
    this(method, path, Access.INGEST, endpoint);
  }

  /// Marks routes that bound what they read by themselves.
  enum Size implements RouteRole {
    OWN_BOUND
  }

  /// Answers one request. Called by many threads at once.
  @FunctionalInterface
  public interface Endpoint {
    Reply answer(BodyRequest request) throws Exception;
  }

  /// A request whose body is read as it comes. Belongs to the thread that serves it.
  public static final class BodyRequest {
    private final Context context;
    private final String prefix;
    private final AccessControl accessControl;

    private BodyRequest(Context context, String prefix, AccessControl accessControl) {
      this.context = context;
      this.prefix = prefix;
      this.accessControl = accessControl;
    }

    /// Who asks, for what lasts longer than the request.
    public StreamCaller caller() {
      return accessControl.streamCaller(context);
    }

    /// Such as `POST`.
    public String method() {
      return context.method().name();
    }

    /// The path as it was sent, percent signs and all, without the route prefix.
    public String rawPath() {
      return context.path().substring(prefix.length());
    }

    /// A parameter of the query, or the empty text.
    public String parameter(String name) {
      return parameters(name).stream().findFirst().orElse("");
    }

    /// All values of a parameter of the query, in their order.
    public List<String> parameters(String name) {
      return context.queryParams(name);
    }

    /// A header, or the empty text.
    public String header(String name) {
      return Optional.ofNullable(context.header(name)).orElse("");
    }

    /// The body as it was sent; the endpoint bounds what it reads.
    public InputStream body() {
      return context.bodyInputStream();
    }
  }

  /// What is answered.
  ///
  /// @param contentType media type of the body; empty if there is none
  public record Reply(int status, Map<String, String> headers, String contentType, Body body) {
    public Reply {
      headers = Map.copyOf(headers);
    }

    /// Writes the answer.
    @FunctionalInterface
    public interface Body {
      void write(OutputStream out) throws IOException;
    }

    /// A line of text, as errors are told.
    public static Reply text(int status, String message) {
      return of(status, "text/plain; charset=utf-8", message + "\n");
    }

    /// A short text of some media type.
    public static Reply of(int status, String contentType, String body) {
      return new Reply(
          status, Map.of(), contentType, out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
    }

    /// No more than a status.
    public static Reply empty(int status) {
      return new Reply(status, Map.of(), "", _ -> {});
    }

    /// The same with headers.
    public Reply withHeaders(Map<String, String> other) {
      return new Reply(status, other, contentType, body);
    }
  }

  void addTo(
      RoutesConfig routes,
      String prefix,
      Cors cors,
      ReadyGate readyGate,
      AccessControl accessControl) {
    routes.addHttpHandler(
        HandlerType.findOrDefault(method),
        prefix + path,
        context -> {
          if (crossSite) {
            cors.addHeaders(context);
          }
          if (readyGate.isOpen(context)) {
            write(endpoint.answer(new BodyRequest(context, prefix, accessControl)), context);
          }
        },
        access,
        Size.OWN_BOUND);
  }

  private static void write(Reply reply, Context context) throws IOException {
    context.status(reply.status());
    reply.headers().forEach(context::header);
    if (!reply.contentType().isEmpty()) {
      context.contentType(reply.contentType());
      writeBody(reply.body(), context);
    }
  }

  /// Past the library's own stream, which would compress what has its own compression, and hold
  /// back what is streamed.
  private static void writeBody(Reply.Body body, Context context) throws IOException {
    try {
      body.write(context.res().getOutputStream());
    } catch (IOException | RuntimeException e) {
      if (context.res().isCommitted()) {
        breakConnection(context);
      }
      throw e;
    }
  }

  /// Half an answer must not look like a whole one, and the status is sent already.
  private static void breakConnection(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
