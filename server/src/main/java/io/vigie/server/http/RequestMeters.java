package io.vigie.server.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Principal;
import io.vigie.server.telemetry.Logging;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/// Counts, times and measures requests by route, and writes each to the log where that is asked
/// for.
final class RequestMeters {
  private static final Logger LOG = LoggerFactory.getLogger("io.vigie.server.http.request");

  private static final Logger REQUESTS = LoggerFactory.getLogger(Logging.REQUESTS);

  /// Handler of requests that no route is for.
  static final String NO_HANDLER = "none";

  private static final String ALERTMANAGER_API = "/api/v2/";

  private final Meters.Counter requests;
  private final Meters.Distribution duration;
  private final Meters.Distribution responseSize;
  private final Meters.Distribution alertmanagerDuration;
  private final Meters.Distribution alertmanagerSize;

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
    alertmanagerDuration =
        meters.distribution(
            "alertmanager_http_request_duration_seconds",
            "Time that requests to the API of Alertmanager took.",
            "handler",
            "method",
            "code");
    alertmanagerSize =
        meters.distribution(
            "alertmanager_http_response_size_bytes",
            "Size of the bodies answered by the API of Alertmanager.",
            "handler",
            "method");
  }

  void served(Context context, Duration took) {
    String handler = handler(context);
    requests.increment(handler, Integer.toString(context.statusCode()));
    duration.observe(took.toNanos() / 1e9, handler);
    responseSize.observe((double) sizeBytes(context), handler);
    if (handler.contains(ALERTMANAGER_API)) {
      String method = context.method().name().toLowerCase(Locale.ROOT);
      alertmanagerDuration.observe(
          took.toNanos() / 1e9, handler, method, Integer.toString(context.statusCode()));
      alertmanagerSize.observe((double) sizeBytes(context), handler, method);
    }
    write(context, took, LOG.atDebug());
    write(context, took, REQUESTS.atInfo());
  }

  private static void write(Context context, Duration took, LoggingEventBuilder line) {
    if (!(line instanceof NOPLoggingEventBuilder)) {
      traced(context, line)
          .addKeyValue("method", context.method().name())
          .addKeyValue("path", path(context))
          .addKeyValue("status", context.statusCode())
          .addKeyValue("duration_ms", took.toMillis())
          .addKeyValue("client", ClientAddress.of(context))
          .addKeyValue("user", AccessControl.principalOf(context).map(Principal::name).orElse(""))
          .log("request served");
    }
  }

  private static LoggingEventBuilder traced(Context context, LoggingEventBuilder line) {
    return RequestSpans.of(context)
        .traceId()
        .map(id -> line.addKeyValue("trace_id", id))
        .orElse(line);
  }

  /// Who knows a link's address can act by it.
  static String path(Context context) {
    return context.path().contains(MessageLinks.PATH) ? handler(context) : context.path();
  }

  private static long sizeBytes(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getServletContextResponse()
        .getHttpOutput()
        .getWritten();
  }

  /// The route, never the path: the number of paths has no bound.
  static String handler(Context context) {
    Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
    return endpoint == null || endpoint.path.isEmpty() ? NO_HANDLER : endpoint.path;
  }
}
