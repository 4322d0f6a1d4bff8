package io.vigie.health.check;

import com.google.re2j.Pattern;
import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.JsonPath;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for a page. An answer in JSON that says `"status": "degraded"` or `"unhealthy"`, as health
/// endpoints do, is believed.
final class HttpProbe implements Probe {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int SHOWN_CHARS = 200;
  private static final int HTTPS_PORT = 443;
  private static final Duration CERTIFICATE_EVERY = Duration.ofMinutes(10);

  private final CheckTarget.Http target;
  private final OutboundClient client;
  private final Ticker ticker;
  private final OutboundRequest request;
  private final Pattern body;
  private final Map<JsonPath, Pattern> json = new LinkedHashMap<>();
  private final Map<String, Pattern> headers = new LinkedHashMap<>();
  private final Duration timeout;
  private final InstantSource clock;

  /// When the certificate was last looked at, and what it said: looking is a connection more.
  private long certificateDueNanos;

  private volatile Optional<Instant> certificateExpiry = Optional.empty();

  HttpProbe(
      CheckTarget.Http target,
      Duration timeout,
      OutboundClient client,
      InstantSource clock,
      Ticker ticker) {
    this.target = target;
    this.timeout = timeout;
    this.clock = clock;
    this.certificateDueNanos = ticker.readNanos();
    target.json().forEach((path, text) -> json.put(path, Pattern.compile(text)));
    target.headers().forEach((name, text) -> headers.put(name, Pattern.compile(text)));
    this.client = client;
    this.ticker = ticker;
    this.body = Pattern.compile(target.body());
    this.request =
        OutboundRequest.get(target.url())
            .withMethod(target.method())
            .withTimeout(timeout)
            .withMaxBodyBytes(MAX_BODY_BYTES);
  }

  @Override
  public Seen look() {
    long start = ticker.readNanos();
    try {
      OutboundResponse response = client.send(request);
      Seen seen = judge(response, Duration.ofNanos(ticker.readNanos() - start));
      return withCertificate(seen);
    } catch (OutboundException e) {
      return Seen.bad(phase(e.kind()), String.valueOf(e.getMessage()));
    }
  }

  private static String phase(OutboundException.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> "resolve";
      case REFUSED, UNREACHABLE, PROXY -> "connect";
      case TLS -> "tls";
      case TIMEOUT -> "timeout";
      case TOO_LARGE, PROTOCOL, CLOSED, REDIRECT -> "response";
      case CREDENTIALS -> "credentials";
      case CANCELLED, OTHER -> "request";
    };
  }

  /// The certificate is looked at beside the rounds, whose duration is that of the page: what it
  /// says is there from the next round on. Only one round goes on at a time.
  private Seen withCertificate(Seen seen) {
    if (!"https".equals(target.url().getScheme())) {
      return seen;
    }
    if (ticker.readNanos() - certificateDueNanos >= 0) {
      certificateDueNanos = ticker.readNanos() + CERTIFICATE_EVERY.toNanos();
      Thread.ofVirtual()
          .name("certificate-" + target.url().getHost())
          .start(() -> certificateExpiry = lookAtCertificate());
    }
    return certificateExpiry
        .map(expiry -> TlsProbe.judged(seen, expiry, target.warnBefore(), clock))
        .orElse(seen);
  }

  /// Empty if it cannot be told, as behind a proxy: the answer itself has come all the same.
  private Optional<Instant> lookAtCertificate() {
    int port = target.url().getPort() < 0 ? HTTPS_PORT : target.url().getPort();
    String host = target.url().getHost().replaceAll("^\\[|]$", "");
    try {
      return Optional.of(
          PeerCertificate.of(new HostAndPort(host, port), target.client().tls(), timeout).expiry());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Seen judge(OutboundResponse response, Duration took) {
    Map<String, String> status = Map.of("httpStatus", Integer.toString(response.status()));
    boolean expected =
        target.statuses().isEmpty()
            ? response.isSuccess()
            : target.statuses().contains(response.status());
    if (!expected) {
      return Seen.bad("status", "answered " + response.statusLine(), withBody(response));
    }
    if (!body.matcher(response.text()).find()) {
      return Seen.bad("body", "the body does not match " + target.body(), withBody(response));
    }
    Optional<Seen> unexpected = unexpected(response);
    if (unexpected.isPresent()) {
      return unexpected.get();
    }
    HealthState said = said(response);
    if (said == HealthState.UNHEALTHY) {
      return Seen.bad("body", "the service says that it is unhealthy", withBody(response));
    }
    if (target.slow().isPresent() && took.compareTo(target.slow().get()) > 0) {
      return new Seen(
          HealthState.DEGRADED,
          "latency",
          "answered after " + took.toMillis() + " ms, slower than " + target.slow().get(),
          status);
    }
    return said == HealthState.DEGRADED
        ? new Seen(said, "body", "the service says that it is degraded", withBody(response))
        : Seen.well(HealthState.HEALTHY, status);
  }

  /// What is not as it should be in the headers, or in the JSON.
  private Optional<Seen> unexpected(OutboundResponse response) {
    for (Map.Entry<String, Pattern> header : headers.entrySet()) {
      String value = response.header(header.getKey());
      if (!header.getValue().matcher(value).find()) {
        return Optional.of(
            Seen.bad(
                "header",
                "the header %s is \"%s\" and does not match %s"
                    .formatted(header.getKey(), head(value), header.getValue().pattern()),
                withBody(response)));
      }
    }
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode document = JsonMapper.shared().readTree(response.text());
      return json.entrySet().stream()
          .filter(wanted -> !matches(wanted.getKey().in(document), wanted.getValue()))
          .findFirst()
          .map(wanted ->
              Seen.bad(
                  "json",
                  "%s is %s and does not match %s"
                      .formatted(
                          wanted.getKey(),
                          head(wanted.getKey().in(document).toString()),
                          wanted.getValue().pattern()),
                  withBody(response)));
    } catch (JacksonException e) {
      return Optional.of(Seen.bad("json", "the answer is no JSON", withBody(response)));
    }
  }

  private static boolean matches(JsonNode node, Pattern wanted) {
    String text = node.isContainer() ? node.toString() : node.asString("");
    return !node.isMissingNode() && wanted.matcher(text).find();
  }

  private static String head(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }

  private static Map<String, String> withBody(OutboundResponse response) {
    return Map.of("httpStatus", Integer.toString(response.status()), "body", head(response.text()));
  }

  /// What the service says of itself in the way of the field; nothing else says anything.
  private static HealthState said(OutboundResponse response) {
    if (!response.header("Content-Type").toLowerCase(Locale.ROOT).contains("json")) {
      return HealthState.UNKNOWN;
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(response.text());
      JsonNode status = json.path("status");
      String word =
          status.isString() ? status.asString() : json.path("data").path("status").asString("");
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "healthy", "ok", "up", "pass" -> HealthState.HEALTHY;
        case "degraded", "warn", "warning" -> HealthState.DEGRADED;
        case "unhealthy", "down", "fail", "critical" -> HealthState.UNHEALTHY;
        default -> HealthState.UNKNOWN;
      };
    } catch (JacksonException e) {
      return HealthState.UNKNOWN;
    }
  }
}
