package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.model.telemetry.Meters;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts and times requests by route, and writes each to the log where that is asked for.
final class RequestMeters {
  private static final Logger LOG = LoggerFactory.getLogger("io.vigie.server.http.request");

  private final Meters.Counter requests;
  private final Meters.Distribution duration;

  RequestMeters(Meters meters) {
    requests =
        meters.counter(
            "prometheus_http_requests_total", "HTTP requests served.", "handler", "code");
    duration =
        meters.distribution(
            "prometheus_http_request_duration_seconds",
            "Time from the first handler to the last byte handed over.",
            "handler");
  }

  void served(Context context, Duration took) {
    String handler = handler(context);
    requests.increment(handler, Integer.toString(context.statusCode()));
    duration.observe(took.toNanos() / 1e9, handler);
    if (LOG.isDebugEnabled()) {
      LOG.atDebug()
          .addKeyValue("method", context.method())
          .addKeyValue("path", context.path())
          .addKeyValue("status", context.statusCode())
          .addKeyValue("duration_ms", took.toMillis())
          .addKeyValue("client", context.req().getRemoteAddr())
          .log("request served");
    }
  }

  /// The route, never the path: the number of paths has no bound.
  private static String handler(Context context) {
    String path = context.endpoint().path;
    return path.isEmpty() ? "none" : path;
  }
}
