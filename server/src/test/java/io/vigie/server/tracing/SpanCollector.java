package io.vigie.server.tracing;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Takes spans by OTLP over HTTP on a free port, and keeps every request.
public final class SpanCollector implements AutoCloseable {
  /// A request with its headers, by their names in lower case.
  public record Received(
      String path, Map<String, String> headers, ExportTraceServiceRequest message) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> header.getValue().getFirst()));
    try (InputStream body =
        "gzip".equals(headers.get("content-encoding"))
            ? new GZIPInputStream(exchange.getRequestBody())
            : exchange.getRequestBody()) {
      received.add(
          new Received(
              exchange.getRequestURI().toString(),
              headers,
              ExportTraceServiceRequest.parseFrom(body)));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /// What is answered from now on.
  void answer(int other) {
    status = other;
  }

  /// `127.0.0.1:port`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Received> received() {
    return received;
  }

  public List<Span> spans() {
    return received.stream()
        .flatMap(request -> request.message().getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  public Stream<Span> named(String name) {
    return spans().stream().filter(span -> span.getName().equals(name));
  }

  /// The spans directly below one.
  public List<Span> below(Span span) {
    return spans().stream()
        .filter(other -> other.getParentSpanId().equals(span.getSpanId()))
        .toList();
  }

  /// Attributes as texts.
  public static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                attribute ->
                    attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue()));
  }

  public static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
