package io.vigie.server;

import static io.vigie.server.tracing.SpanCollector.attributes;
import static io.vigie.server.tracing.SpanCollector.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.vigie.server.telemetry.Logging;
import io.vigie.server.tracing.SpanCollector;
import io.vigie.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Spans of a whole server, as a collector gets them.
class TracingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER_TRACE = "1af7651916cd43dd8448eb211c80319d";
  private static final String CALLER = "b7ad6b7169203331";

  @TempDir Path folder;

  private final SpanCollector collector;
  private final Others others;

  TracingTest() throws IOException {
    collector = new SpanCollector();
    others = new Others();
  }

  @AfterEach
  void end() {
    collector.close();
    others.close();
  }

  /// A target, a receiver of remote write and one of messages; keeps who was told of which trace.
  private static final class Others implements AutoCloseable {
    final Map<String, String> traceparents = new ConcurrentHashMap<>();
    private final HttpServer server;

    Others() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      var _ = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      // The first scrape may come before spans are recorded.
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("traceparent"))
          .ifPresent(traceparent -> traceparents.putIfAbsent(path, traceparent));
      byte[] body = path.equals("/metrics") ? "up_there 1\n".getBytes(UTF_8) : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private Path config(String tracing) throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          interval: 1s
          rules:
          - {record: there, expr: up_there * 2}
          - {alert: Always, expr: vector(1)}
        """);
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        rule_files: [rules.yml]
        scrape_configs:
        - job_name: app
          scrape_interval: 1s
          params: {key: [hunter2]}
          static_configs: [{targets: ['OTHERS']}]
        remote_write:
        - {name: far, url: 'http://OTHERS/write/hunter2', queue_config: {batch_send_deadline: 50ms}}
        vigie:
          alertmanager:
            route: {receiver: hook, group_wait: 0s}
            receivers:
            - {name: hook, webhook_configs: [{url: 'http://OTHERS/hook/hunter2'}]}
        """
                .replace("OTHERS", others.address())
            + tracing);
  }

  private String sending(double fraction) {
    return """
    tracing: {client_type: http, endpoint: '%s', insecure: true, sampling_fraction: %s, headers: {x-tenant: ops}}
    """
        .formatted(collector.address(), fraction);
  }

  private static void ask(StartedVigie server, String path, String trace, String flags)
      throws Exception {
    var _ =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("traceparent", "00-" + trace + "-" + CALLER + "-" + flags)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void everythingThatIsDoneIsASpanAndNoneHoldsASecret() throws Exception {
    try (StartedVigie server = StartedVigie.withFile(folder, config(sending(1)))) {
      ask(server, "/api/v1/query?query=there%2B1&token=hunter2", TRACE, "01");
      ask(server, "/api/v1/query?query=rate(", TRACE, "01");
      ask(server, "/api/v1/nothing/there", TRACE, "01");
      ask(server, "/api/v1/query?query=1", OTHER_TRACE, "00");
      Eventually.holds(
          PATIENCE,
          "all were called, and told",
          () ->
              others
                  .traceparents
                  .keySet()
                  .containsAll(List.of("/metrics", "/write/hunter2", "/hook/hunter2")));
      // A span ends after the answer that its work waited for has come.
      Eventually.holds(PATIENCE, "rules were evaluated", () -> ruleEvaluations(server) > 3);
    }

    requestsBelongToTheTraceOfTheCaller();
    whatTheClockAsksForIsATraceOfItsOwn();
    assertThat(collector.received().toString()).doesNotContain("hunter2");
    assertThat(collector.received())
        .allSatisfy(request -> {
          assertThat(request.path()).isEqualTo("/v1/traces");
          assertThat(request.headers()).containsEntry("x-tenant", "ops");
        });
  }

  private static double ruleEvaluations(StartedVigie server) {
    try {
      return server
          .get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("prometheus_rule_evaluations_total"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void requestsBelongToTheTraceOfTheCaller() {
    assertThat(collector.spans())
        .extracting(span -> hex(span.getTraceId()))
        .doesNotContain(OTHER_TRACE);
    List<Span> queries =
        collector
            .named("GET /api/v1/query")
            .filter(span -> hex(span.getTraceId()).equals(TRACE))
            .toList();
    assertThat(queries)
        .hasSize(2)
        .allSatisfy(span -> {
          assertThat(hex(span.getParentSpanId())).isEqualTo(CALLER);
          assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
          assertThat(attributes(span.getAttributesList()))
              .containsEntry("http.request.method", "GET")
              .containsEntry("http.route", "/api/v1/query")
              .containsEntry("url.path", "/api/v1/query")
              .containsEntry("url.scheme", "http")
              .containsEntry("client.address", "127.0.0.1");
        });
    Span good = queries.getFirst();
    assertThat(attributes(good.getAttributesList()))
        .containsEntry("http.response.status_code", "200");
    assertThat(collector.below(good))
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("promql parse", "promql evaluate");
    assertThat(collector.below(good))
        .allSatisfy(span ->
            assertThat(attributes(span.getAttributesList()))
                .containsEntry("promql.expression", "there+1"));
    Span bad = queries.getLast();
    assertThat(attributes(bad.getAttributesList()))
        .containsEntry("http.response.status_code", "400");
    assertThat(bad.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(collector.below(bad))
        .singleElement()
        .satisfies(
            span -> assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR));
    assertThat(collector.spans())
        .anySatisfy(span ->
            assertThat(attributes(span.getAttributesList()))
                .containsEntry("url.path", "/api/v1/nothing/there")
                .containsEntry("http.response.status_code", "404"));
  }

  private void whatTheClockAsksForIsATraceOfItsOwn() {
    calls("scrape", "GET", "/metrics", Map.of("scrape.job", "app", "scrape.samples", "1"));
    calls("remote write", "POST", "/write/hunter2", Map.of("remote.name", "far"));
    calls(
        "notification",
        "POST",
        "/hook/hunter2",
        Map.of("notification.receiver", "hook", "notification.integration", "webhook"));
    Span group = collector.named("rule group").findFirst().orElseThrow();
    assertThat(group.getParentSpanId().isEmpty()).isTrue();
    assertThat(attributes(group.getAttributesList())).containsEntry("rule.group", "g");
    assertThat(collector.below(group))
        .hasSize(2)
        .allSatisfy(rule -> {
          assertThat(rule.getName()).isEqualTo("rule");
          assertThat(collector.below(rule))
              .extracting(Span::getName)
              .containsExactly("promql evaluate");
        });
  }

  /// Whoever was called was told of the span of the call, which is below that of the work.
  private void calls(String work, String method, String path, Map<String, String> attributes) {
    String traceparent = others.traceparents.get(path);
    Span call =
        collector.spans().stream()
            .filter(span -> traceparent.contains(hex(span.getSpanId())))
            .findFirst()
            .orElseThrow(() -> new AssertionError(path + " " + traceparent));
    assertThat(call.getName()).isEqualTo(method);
    assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(attributes(call.getAttributesList()))
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("http.response.status_code", "200");
    Span above =
        collector
            .named(work)
            .filter(span -> span.getSpanId().equals(call.getParentSpanId()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing above " + call));
    assertThat(traceparent)
        .isEqualTo("00-" + hex(above.getTraceId()) + "-" + hex(call.getSpanId()) + "-01");
    assertThat(above.getParentSpanId().isEmpty()).isTrue();
    assertThat(attributes(above.getAttributesList())).containsAllEntriesOf(attributes);
  }

  @Test
  void aReloadBeginsAndEndsItAndABadOneChangesNothing() throws Exception {
    try (StartedVigie server = StartedVigie.withFile(folder, config(""));
        RequestLog log = new RequestLog()) {
      ask(server, "/api/v1/query?query=0", TRACE, "01");
      config(sending(0));
      server.vigie.reload();
      ask(server, "/api/v1/query?query=1", TRACE, "01");
      config("tracing: {client_type: http, endpoint: 'not an address'}\n");
      assertThatThrownBy(server.vigie::reload)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tracing: ");
      ask(server, "/api/v1/query?query=2", TRACE, "01");
      config("");
      server.vigie.reload();
      ask(server, "/api/v1/query?query=3", TRACE, "01");
      assertThat(log.traceIds()).containsOnly(TRACE).hasSize(2);
    }
    assertThat(collector.named("promql evaluate").map(TracingTest::expression))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(collector.named("GET").count()).as("spans that nobody asked for").isZero();
  }

  private static String expression(Span span) {
    return attributes(span.getAttributesList()).get("promql.expression");
  }

  /// The log of requests of this process.
  private static final class RequestLog extends AppenderBase<ILoggingEvent>
      implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Logging.REQUESTS);
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    RequestLog() {
      start();
      logger.setLevel(Level.INFO);
      logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }

    List<String> traceIds() {
      return events.stream()
          .flatMap(event -> event.getKeyValuePairs().stream())
          .filter(pair -> pair.key.equals("trace_id"))
          .map(pair -> String.valueOf(pair.value))
          .filter(TRACE::equals)
          .toList();
    }

    @Override
    public void close() {
      logger.detachAppender(this);
      stop();
    }
  }
}
