package io.vigie.ingest.remote;

import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xerial.snappy.Snappy;

/// Where requests to write go: sends one, again and again if the receiver may take it later.
/// Thread-safe.
final class RemoteEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteEndpoint.class);
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);
  private static final int MAX_ERROR_CHARS = 256;

  /// What became of a request.
  enum Delivery {
    DELIVERED,
    /// The receiver will not take it, now or ever.
    REFUSED
  }

  /// Told of each repetition.
  @FunctionalInterface
  interface Retries {
    void again();
  }

  /// @param retryAfter how long the receiver asks to be left alone; zero if it does not
  private record Failure(boolean isLasting, String reason, Duration retryAfter) {}

  private final RemoteWriteConfig config;
  private final OutboundClient client;
  private final RequestSigner signer;
  private final InstantSource clock;
  private final Pause pause;
  private final Tracer tracer;

  /// Lets the calling thread wait.
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  RemoteEndpoint(
      RemoteWriteConfig config,
      OutboundClient client,
      RequestSigner signer,
      InstantSource clock,
      Pause pause,
      Tracer tracer) {
    this.config = config;
    this.client = client;
    this.signer = signer;
    this.clock = clock;
    this.pause = pause;
    this.tracer = tracer;
  }

  static byte[] compress(byte[] message) throws IOException {
    return Snappy.compress(message);
  }

  /// Sends a compressed message until the receiver has an answer that lasts.
  ///
  /// @throws InterruptedException if sending is to end; whether it was delivered is not known then
  Delivery send(byte[] body, Retries retries) throws InterruptedException {
    Duration backoff = config.queue().minBackoff();
    for (int attempt = 0; ; attempt++) {
      Failure failure = traced(body, attempt);
      if (failure == null) {
        return Delivery.DELIVERED;
      }
      if (failure.isLasting) {
        LOG.error("{}: samples are refused and not sent again: {}", config.url(), failure.reason);
        return Delivery.REFUSED;
      }
      if (attempt == 0) {
        LOG.warn("{}: sending is tried again: {}", config.url(), failure.reason);
      }
      retries.again();
      pause.sleep(failure.retryAfter.compareTo(backoff) > 0 ? failure.retryAfter : backoff);
      Duration doubled = backoff.multipliedBy(2);
      Duration longest = config.queue().maxBackoff();
      backoff = doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }

  private @Nullable Failure traced(byte[] body, int attempt) throws InterruptedException {
    Span span = tracer.begin("remote write");
    span.set("remote.name", config.name())
        .set("remote.attempt", attempt + 1)
        .set("remote.body_bytes", body.length);
    return span.call(() -> {
      Failure failure = attempt(body, attempt);
      if (failure != null) {
        span.fail(failure.reason);
      }
      return failure;
    });
  }

  private @Nullable Failure attempt(byte[] body, int attempt) throws InterruptedException {
    try {
      OutboundResponse response = client.send(request(body, attempt));
      return response.isSuccess() ? null : failure(response);
    } catch (OutboundException e) {
      if (e.kind() == OutboundException.Kind.CANCELLED) {
        throw new InterruptedException();
      }
      return new Failure(false, String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (IOException e) {
      return new Failure(false, String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  private OutboundRequest request(byte[] body, int attempt) throws IOException {
    boolean isV2 = config.protobufMessage() == ProtobufMessage.V2;
    String type =
        isV2
            ? "application/x-protobuf;proto=" + ProtobufMessage.V2.configName()
            : "application/x-protobuf";
    OutboundRequest request =
        OutboundRequest.post(config.url(), type, body)
            .withTimeout(config.remoteTimeout())
            .withHeader("Content-Encoding", "snappy")
            .withHeader("X-Prometheus-Remote-Write-Version", isV2 ? "2.0.0" : "0.1.0");
    if (attempt > 0) {
      request = request.withHeader("Retry-Attempt", Integer.toString(attempt));
    }
    for (Map.Entry<String, String> header : config.headers().entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> header :
        signer.headers(config.url(), Map.of(), body).entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return request;
  }

  private Failure failure(OutboundResponse response) {
    String text = response.text().strip();
    String reason =
        "server returned HTTP status "
            + response.statusLine()
            + ": "
            + text.substring(0, Math.min(text.length(), MAX_ERROR_CHARS));
    boolean tooMany = response.status() == 429 && config.queue().retryOnHttp429();
    boolean isLasting = response.status() / 100 != 5 && !tooMany;
    return new Failure(
        isLasting, reason, retryAfter(response.header("Retry-After"), clock.instant()));
  }

  /// Seconds, or a date.
  static Duration retryAfter(String header, Instant now) {
    if (header.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Duration wanted =
          header.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  now,
                  Instant.from(
                      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(header)));
      return wanted.isNegative() || wanted.compareTo(MAX_RETRY_AFTER) > 0
          ? wanted.isNegative() ? Duration.ZERO : MAX_RETRY_AFTER
          : wanted;
    } catch (NumberFormatException | DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  void close() {
    client.close();
  }
}
