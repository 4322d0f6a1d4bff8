package io.vigie.server.tracing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.ProxyConfig;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import io.vigie.server.config.TracingConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// OTLP over HTTP, in protobuf.
final class HttpSpanExporter implements SpanExporter {
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final long MAX_ANSWER_BYTES = 1 << 20;
  private static final int MAX_REASON = 256;

  private final TracingConfig config;
  private final URI uri;

  /// Host and port, without what may stand before them.
  private final String server;

  private final OutboundClient client;

  HttpSpanExporter(TracingConfig config, OutboundClients clients) {
    this.config = config;
    this.uri = uri(config);
    this.server = uri.getRawAuthority().replaceFirst(".*@", "");
    ProxyConfig proxy = new ProxyConfig(Optional.empty(), "", true, Map.of());
    this.client = clients.open(HttpClientConfig.DEFAULT.withTls(config.tls()).withProxy(proxy));
  }

  /// The endpoint is a host and port, as Prometheus has it; a whole address is understood too.
  ///
  /// @throws IllegalArgumentException if it is neither
  static URI uri(TracingConfig config) {
    String endpoint = config.endpoint();
    String scheme = config.insecure() ? "http://" : "https://";
    URI uri = URI.create(endpoint.contains("://") ? endpoint : scheme + endpoint);
    OutboundRequest.get(uri); // which says what is wrong with its host or port
    boolean hasPath = uri.getRawPath() != null && uri.getRawPath().length() > 1;
    return hasPath ? uri : uri.resolve("/v1/traces");
  }

  @Override
  public Outcome export(ExportTraceServiceRequest request) {
    try {
      return outcome(client.send(post(request.toByteArray())));
    } catch (OutboundException e) {
      return new Outcome.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  private OutboundRequest post(byte[] message) {
    boolean gzip = config.compression().equals("gzip");
    OutboundRequest post =
        OutboundRequest.post(uri, "application/x-protobuf", gzip ? gzip(message) : message)
            .withTimeout(config.timeoutOrDefault())
            .withMaxBodyBytes(MAX_ANSWER_BYTES);
    if (gzip) {
      post = post.withHeader("Content-Encoding", "gzip");
    }
    for (Map.Entry<String, String> header : config.headers().entrySet()) {
      post = post.withHeader(header.getKey(), header.getValue());
    }
    return post;
  }

  private static byte[] gzip(byte[] message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  private Outcome outcome(OutboundResponse response) {
    if (response.isSuccess()) {
      return new Outcome.Taken(rejected(response.body()));
    }
    String reason = server + " answers " + response.statusLine();
    return PASSING.contains(response.status())
        ? new Outcome.Later(reason, seconds(response.header("Retry-After")))
        : new Outcome.Refused(reason + text(response));
  }

  private static String text(OutboundResponse response) {
    boolean isText =
        response.header("Content-Type").startsWith("text/plain")
            || response.header("Content-Type").startsWith("application/json");
    String text = isText ? ": " + response.text().strip() : "";
    return text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  /// A collector that does not answer in protobuf has taken all.
  private static long rejected(byte[] answer) {
    try {
      return ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess().getRejectedSpans();
    } catch (InvalidProtocolBufferException e) {
      return 0;
    }
  }

  private static Duration seconds(String retryAfter) {
    return retryAfter.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : Duration.ZERO;
  }

  @Override
  public void close() {
    client.close();
  }
}
