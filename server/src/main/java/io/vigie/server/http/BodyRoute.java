package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// An operation that takes a body in a protocol of its own and answers in it, without the envelope
/// of the API: `POST`, refused while the server is not ready.
///
/// @param path with a leading slash, without the route prefix
public record BodyRoute(String path, Endpoint endpoint) {
  /// Answers one request. Called by many threads at once.
  @FunctionalInterface
  public interface Endpoint {
    Reply answer(BodyRequest request) throws Exception;
  }

  /// A request whose body is read as it comes. Belongs to the thread that serves it.
  public static final class BodyRequest {
    private final Context context;

    private BodyRequest(Context context) {
      this.context = context;
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
      return new Reply(
          status,
          Map.of(),
          "text/plain; charset=utf-8",
          out -> out.write((message + "\n").getBytes(StandardCharsets.UTF_8)));
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

  void addTo(RoutesConfig routes, String prefix, ReadyGate readyGate) {
    routes.post(
        prefix + path,
        context -> {
          if (readyGate.isOpen(context)) {
            write(endpoint.answer(new BodyRequest(context)), context);
          }
        });
  }

  private static void write(Reply reply, Context context) throws IOException {
    context.status(reply.status());
    reply.headers().forEach(context::header);
    if (!reply.contentType().isEmpty()) {
      context.contentType(reply.contentType());
      reply.body().write(context.outputStream());
    }
  }
}
