package io.vigie.outbound;

import io.vigie.model.telemetry.Span;
import java.util.Map;

/// The span of one request, redirects included. Of the address it tells host and port: paths of
/// webhooks and queries hold secrets.
final class RequestSpan {
  private final Span span;
  private final OutboundRequest request;

  RequestSpan(Span above, OutboundRequest request) {
    this.span = above.child(request.method(), Span.Kind.CLIENT);
    this.request = request;
  }

  /// Gets an answer, for [#trace].
  @FunctionalInterface
  interface Sending {
    OutboundResponse send(OutboundRequest request) throws OutboundException;
  }

  OutboundResponse trace(Sending sending) throws OutboundException {
    span.set("http.request.method", request.method())
        .set("url.scheme", request.uri().getScheme())
        .set("server.address", request.authority().host())
        .set("server.port", request.authority().port());
    return span.call(() -> answered(sending.send(withHeaders())));
  }

  private OutboundRequest withHeaders() {
    OutboundRequest told = request;
    for (Map.Entry<String, String> header : span.headers().entrySet()) {
      told = told.withHeader(header.getKey(), header.getValue());
    }
    return told;
  }

  private OutboundResponse answered(OutboundResponse response) {
    span.set("http.response.status_code", response.status());
    if (response.status() >= 400) {
      span.fail(response.statusLine());
    }
    return response;
  }
}
