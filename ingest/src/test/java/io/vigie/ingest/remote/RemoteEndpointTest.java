package io.vigie.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.remote.RemoteEndpoint.Delivery;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteEndpointTest {
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final FakeClock clock = new FakeClock();
  private final OutboundClients clients = new OutboundClients("Vigie/test");
  private String retryAfter = "";
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          requests.add(
              String.join(
                  " ",
                  headers.getFirst("Content-Type"),
                  headers.getFirst("Content-Encoding"),
                  headers.getFirst("X-Prometheus-Remote-Write-Version"),
                  String.valueOf(headers.getFirst("Retry-Attempt")),
                  String.valueOf(headers.getFirst("X-Scope"))));
          exchange.getRequestBody().readAllBytes();
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(statuses.isEmpty() ? 204 : statuses.remove(), -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    clients.close();
  }

  private RemoteEndpoint endpoint(ProtobufMessage message, boolean retryOn429) {
    RemoteWriteConfig config =
        new RemoteWriteConfig(
            URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/write"),
            Duration.ofSeconds(10),
            Map.of("X-Scope", "team"),
            List.of(),
            "",
            false,
            false,
            false,
            message,
            false,
            HttpClientConfig.DEFAULT,
            new RemoteWriteConfig.Queue(
                10,
                1,
                1,
                10,
                Duration.ZERO,
                Duration.ofMillis(30),
                Duration.ofMillis(100),
                retryOn429,
                Duration.ZERO),
            new RemoteWriteConfig.Metadata(false, Duration.ofMinutes(1), 1),
            new RequestSigning.None());
    return new RemoteEndpoint(
        config, clients.open(config.http()), RequestSigner.NONE, clock, pauses::add, Tracer.NONE);
  }

  private Delivery send(RemoteEndpoint endpoint) throws InterruptedException {
    return endpoint.send(new byte[] {0}, () -> {});
  }

  @Test
  void saysWhatItSends() throws InterruptedException {
    assertThat(send(endpoint(ProtobufMessage.V1, false))).isEqualTo(Delivery.DELIVERED);
    assertThat(send(endpoint(ProtobufMessage.V2, false))).isEqualTo(Delivery.DELIVERED);
    assertThat(requests)
        .containsExactly(
            "application/x-protobuf snappy 0.1.0 null team",
            "application/x-protobuf;proto=io.prometheus.write.v2.Request snappy 2.0.0 null team");
  }

  @Test
  void triesAgainLaterAndLaterWhileTheReceiverIsNotWell() throws InterruptedException {
    statuses.addAll(List.of(503, 500, 502, 504));
    assertThat(send(endpoint(ProtobufMessage.V1, false))).isEqualTo(Delivery.DELIVERED);
    assertThat(pauses.stream().map(Duration::toMillis)).containsExactly(30L, 60L, 100L, 100L);
    assertThat(requests.getLast()).endsWith(" 4 team");
  }

  @Test
  void leavesTheReceiverAloneForAsLongAsItAsks() throws InterruptedException {
    retryAfter = "7";
    statuses.addAll(List.of(503));
    assertThat(send(endpoint(ProtobufMessage.V1, false))).isEqualTo(Delivery.DELIVERED);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void triesAgainOnTooManyRequestsOnlyIfConfigured() throws InterruptedException {
    statuses.addAll(List.of(429));
    assertThat(send(endpoint(ProtobufMessage.V1, false))).isEqualTo(Delivery.REFUSED);
    statuses.addAll(List.of(429));
    assertThat(send(endpoint(ProtobufMessage.V1, true))).isEqualTo(Delivery.DELIVERED);
  }

  @Test
  void neverSendsAgainWhatIsRefused() throws InterruptedException {
    statuses.addAll(List.of(400));
    assertThat(send(endpoint(ProtobufMessage.V1, false))).isEqualTo(Delivery.REFUSED);
    assertThat(requests).hasSize(1);
  }

  @Test
  void understandsDatesInRetryAfter() {
    Instant now = Instant.parse("2026-11-21T13:00:00Z");
    assertThat(RemoteEndpoint.retryAfter("Sat, 21 Nov 2026 13:00:30 GMT", now))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(RemoteEndpoint.retryAfter("soon", now)).isZero();
    assertThat(RemoteEndpoint.retryAfter("999999", now)).isEqualTo(Duration.ofMinutes(5));
  }
}
