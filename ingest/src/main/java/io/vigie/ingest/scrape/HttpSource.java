package io.vigie.ingest.scrape;

import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.recognition.Strangers;
import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.outbound.BodyBuffer;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.math.BigDecimal;
import java.time.Duration;

/// Fetches a target over HTTP, asking for the formats that its job wants.
final class HttpSource implements BodySource {
  private static final int OK = 200;

  private final OutboundClient client;
  private final OutboundRequest request;
  private final ScrapeLimits limits;
  private final ScrapeMeters meters;

  /// @param maxBodyBytes bound for jobs that set none
  HttpSource(
      OutboundClient client,
      ScrapeConfig config,
      Target target,
      long maxBodyBytes,
      ScrapeMeters meters) {
    this.client = client;
    this.limits = config.limits();
    this.meters = meters;
    OutboundRequest plain =
        OutboundRequest.get(target.url())
            .withHeader(
                "Accept",
                Expositions.acceptHeader(
                    config.scrapeProtocols(), config.nameEscaping().configName()))
            .withHeader("Accept-Encoding", config.enableCompression() ? "gzip" : "identity")
            .withHeader("X-Prometheus-Scrape-Timeout-Seconds", seconds(target.timeout()))
            .withTimeout(target.timeout())
            // A body of exactly the limit is too large already, as in Prometheus.
            .withMaxBodyBytes(
                limits.bodySizeBytes() > 0 ? limits.bodySizeBytes() - 1 : maxBodyBytes);
    this.request = target.unixSocket().map(plain::withUnixSocket).orElse(plain);
  }

  /// `10`, `0.5`: without exponent or superfluous zeros.
  private static String seconds(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  @Override
  public String fetch(BodyBuffer into) throws ScrapeFailureException {
    OutboundResponse response;
    try {
      response = client.send(request, into);
    } catch (OutboundException e) {
      throw new ScrapeFailureException(failure(e));
    }
    if (response.status() != OK) {
      throw new ScrapeFailureException(failure(response));
    }
    return response.header("Content-Type");
  }

  private ScrapeFailure failure(OutboundException e) {
    Kind kind =
        switch (e.kind()) {
          case REFUSED, UNREACHABLE, UNKNOWN_HOST -> Kind.UNREACHABLE;
          case TIMEOUT -> Kind.TIMEOUT;
          case PROTOCOL, CLOSED, TLS -> Kind.NOT_HTTP;
          case CREDENTIALS -> Kind.CREDENTIALS;
          case TOO_LARGE -> Kind.LIMIT;
          case PROXY, REDIRECT, CANCELLED, OTHER -> Kind.OTHER;
        };
    if (kind == Kind.LIMIT) {
      meters.exceededBodySizeLimit.increment();
      return ScrapeFailure.of(
          kind, BODY_SIZE_LIMIT_EXCEEDED, e.getMessage() + " (body_size_limit)");
    }
    return ScrapeFailure.of(kind, String.valueOf(e.getMessage()));
  }

  /// How a scrape fails whose body is too large.
  static final String BODY_SIZE_LIMIT_EXCEEDED = "body size limit exceeded";

  private static ScrapeFailure failure(OutboundResponse response) {
    String message = "server returned HTTP status " + response.statusLine();
    ScrapeFailure failure = ScrapeFailure.of(Kind.STATUS, message, remedy(response.status()));
    BodyBuffer body = response.buffer();
    return Strangers.inBody(response.header("Content-Type"), body.array(), body.size())
        .filter(stranger -> isTelling(stranger, response.status()))
        .map(failure::explainedBy)
        .orElse(failure);
  }

  /// Error pages are HTML or empty everywhere, which says nothing about the target; that a health
  /// endpoint answers in JSON, with whatever status, does, and so does what is no web server.
  private static boolean isTelling(io.vigie.ingest.recognition.Stranger stranger, int status) {
    return switch (stranger) {
      case HTML, EMPTY, XML, BINARY -> false;
      case JSON -> status >= 500 || status < 400;
      case POSTGRESQL, REDIS, MYSQL, MONGODB, SSH, SMTP, TLS, PLAIN_HTTP -> true;
    };
  }

  private static String remedy(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "the target redirects and follow_redirects is false; set metrics_path to where the metrics are";
      case 401, 407 ->
          "the target wants credentials; set basic_auth or authorization for this job, or correct them";
      case 403 -> "the target does not allow it; check the credentials of this job and its rights";
      case 404 -> "there is nothing at that path; set metrics_path to the page with the metrics";
      case 406 -> "the target offers none of the formats asked for; set scrape_protocols";
      case 429 -> "the target is asked too often; raise scrape_interval";
      default -> status >= 500 ? "look at the log of the target" : "";
    };
  }
}
