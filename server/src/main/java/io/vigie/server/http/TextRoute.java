package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.OutputStream;

/// An operation outside the API that answers with a text.
///
/// @param path with a leading slash, without the route prefix
/// @param needsReady whether it is refused while the server is not ready
public record TextRoute(String path, boolean needsReady, Endpoint endpoint) {
  /// Answers one request. Called by many threads at once.
  @FunctionalInterface
  public interface Endpoint {
    /// @throws ApiException if the caller asked wrongly; its message becomes the answer
    Text answer(ApiRequest request) throws Exception;
  }

  /// What is answered.
  ///
  /// @param contentType media type of the body
  public record Text(String contentType, Body body) {}

  /// Writes the answer.
  @FunctionalInterface
  public interface Body {
    void write(OutputStream out) throws IOException;
  }

  void addTo(RoutesConfig routes, String prefix, ReadyGate readyGate, DisconnectWatch watch) {
    routes.get(
        prefix + path,
        context -> {
          if (needsReady && !readyGate.isOpen(context)) {
            return;
          }
          try {
            Text text = endpoint.answer(new ApiRequest(context, watch));
            context.contentType(text.contentType());
            text.body().write(context.outputStream());
          } catch (ApiException e) {
            context.status(e.type().httpStatus()).result(e.getMessage() + "\n");
          }
        },
        Access.READ);
  }
}
