package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.model.telemetry.Meters;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts, times and measures requests by route, and writes each to the log where that is asked
/// for.
final class RequestMeters {
  private static final Logger LOG = LoggerFactory.getLogger("io.vigie.server.http.request");

  private final Meters.Counter requests;
  private final Meters.Distribution duration;
  private final Meters.Distribution responseSize;

  RequestMeters(Meters meters) {
    requests =
        meters.counter(
            "prometheus_http_requests_total", "HTTP requests served.", "handler", "code");
    duration =
        meters.distribution(
            "prometheus_http_request_duration_seconds",
            "Time from the first handler to the last byte handed over.",
            "handler");
    responseSize =
        meters.distribution(
            "prometheus_http_response_size_bytes",
            "Size of the bodies answered, compressed where they were.",
            "handler");
  }

  void served(Context context, Duration took) {
    String handler = handler(context);
    requests.increment(handler, Integer.toString(context.statusCode()));
    duration.observe(took.toNanos() / 1e9, handler);
    responseSize.observe((double) sizeBytes(context), handler);
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

  private static long sizeBytes(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getServletContextResponse()
        .getHttpOutput()
        .getWritten();
  }

  /// The route, never the path: the number of paths has no bound.
  private static String handler(Context context) {
    String path = context.endpoint().path;
    return path.isEmpty() ? "none" : path;
  }
}
