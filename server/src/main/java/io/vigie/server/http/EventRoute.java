package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;

/// A stream of events (`text/event-stream`) of Vigie's own API, for readers. Refused while the
/// server is not ready.
///
/// @param path with a leading slash, without the route prefix
public record EventRoute(String path, Endpoint endpoint) {
  /// Sends events for as long as both want.
  @FunctionalInterface
  public interface Endpoint {
    /// Returns when the stream is over.
    ///
    /// @throws Problem if there can be no stream; before it began
    /// @throws IOException if the caller has gone
    void serve(ApiRequest request, StreamCaller caller, EventStream.Sink sink)
        throws IOException, InterruptedException;
  }

  void addTo(
      RoutesConfig routes,
      String prefix,
      Cors cors,
      ReadyGate readyGate,
      DisconnectWatch watch,
      AccessControl accessControl) {
    routes.get(
        prefix + path,
        context -> {
          cors.addHeaders(context);
          if (readyGate.isOpen(context)) {
            serve(context, watch, accessControl);
          }
        },
        Access.READ);
  }

  private void serve(Context context, DisconnectWatch watch, AccessControl accessControl)
      throws IOException, InterruptedException {
    try {
      endpoint.serve(
          new ApiRequest(context, watch),
          accessControl.streamCaller(context),
          new EventStream.ServletSink(context.res()));
    } catch (Problem e) {
      RestRoute.writeProblem(context, e.status(), String.valueOf(e.getMessage()));
    } catch (HttpResponseException e) {
      RestRoute.writeProblem(context, e.getStatus(), String.valueOf(e.getMessage()));
    }
  }
}
