package io.vigie.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import java.util.Optional;

/// The span of each request, from the first handler to the last byte handed over; handlers work
/// within it. Of the address it tells the path without the query, which may hold secrets.
final class RequestSpans {
  private static final String ATTRIBUTE = "vigie.span";

  private final Tracer tracer;

  RequestSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /// Begins the span of a request.
  void begin(Context context) {
    Span span =
        tracer.beginServed(
            context.method().name(), header(context, "traceparent"), header(context, "tracestate"));
    if (span != Span.none()) {
      context.attribute(ATTRIBUTE, span);
    }
  }

  private static String header(Context context, String name) {
    return Optional.ofNullable(context.header(name)).orElse("");
  }

  /// The span of a request, which may be none.
  static Span of(Context context) {
    Span span = context.attribute(ATTRIBUTE);
    return span == null ? Span.none() : span;
  }

  /// Lets what serves a route work within the span.
  static Handler wrap(Endpoint endpoint) {
    if (!endpoint.method.isHttpMethod()) {
      return endpoint.handler;
    }
    return context ->
        of(context)
            .within(() -> {
              endpoint.handler.handle(context);
              return true;
            });
  }

  /// Ends it with what is known once the answer is given.
  static void end(Context context) {
    Span span = of(context);
    if (span.isRecorded()) {
      describe(span, context);
    }
    span.end();
  }

  private static void describe(Span span, Context context) {
    String method = context.method().name();
    String route = RequestMeters.handler(context);
    int status = context.statusCode();
    span.set("http.request.method", method)
        .set("url.path", RequestMeters.path(context))
        .set("url.scheme", context.scheme())
        .set("client.address", ClientAddress.of(context))
        .set("http.response.status_code", status);
    if (!route.equals(RequestMeters.NO_HANDLER)) {
      span.rename(method + " " + route).set("http.route", route);
    }
    if (status >= 500) {
      span.fail("answered " + status);
    }
  }
}
