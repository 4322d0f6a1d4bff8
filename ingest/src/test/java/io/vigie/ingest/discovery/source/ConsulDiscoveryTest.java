package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig.Consul;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsulDiscoveryTest {
  private static final String WEB =
      """
      [{"Node": {"Node": "n1", "Address": "10.0.0.1", "Meta": {"rack-id": "r"},
                 "TaggedAddresses": {"lan": "10.0.0.1"}},
        "Service": {"ID": "web-1", "Address": "10.1.0.1", "Port": 80, "Tags": ["a", "b"],
                    "Meta": {"v": "2"}},
        "Checks": [{"CheckID": "x", "Status": "passing"}, {"CheckID": "y", "Status": "warning"}]}]
      """;

  private final Heard heard = new Heard();
  private final FakeConsul consul = new FakeConsul();
  private OutboundClients clients;

  @BeforeEach
  void open() throws IOException {
    consul.start();
    clients = new OutboundClients("Vigie/test");
    consul.set("/v1/agent/self", "{\"Config\": {\"Datacenter\": \"dc1\"}}");
  }

  @AfterEach
  void close() {
    clients.close();
    consul.stop();
  }

  @Test
  void anInstanceIsATargetWithEverythingThatIsKnownOfIt() throws Exception {
    consul.set("/v1/health/service/web", WEB);
    try (Discovery discovery = discovery(List.of("web"), List.of())) {
      discovery.start(heard);
      assertThat(Heard.targets(heard.next()))
          .containsExactly(
              Labels.of(
                  "__address__", "10.1.0.1:80",
                  "__meta_consul_address", "10.0.0.1",
                  "__meta_consul_dc", "dc1",
                  "__meta_consul_health", "warning",
                  "__meta_consul_metadata_rack_id", "r",
                  "__meta_consul_node", "n1",
                  "__meta_consul_service", "web",
                  "__meta_consul_service_address", "10.1.0.1",
                  "__meta_consul_service_id", "web-1",
                  "__meta_consul_service_metadata_v", "2",
                  "__meta_consul_service_port", "80",
                  "__meta_consul_tagged_address_lan", "10.0.0.1",
                  "__meta_consul_tags", ",a,b,"));
    }
    assertThat(consul.requests).anyMatch(line -> line.startsWith("token=secret /v1/agent/self"));
  }

  @Test
  void aChangeIsHeardWhileTheQuestionWaits() throws Exception {
    consul.set("/v1/health/service/web", WEB);
    try (Discovery discovery = discovery(List.of("web"), List.of())) {
      discovery.start(heard);
      heard.next();
      consul.set("/v1/health/service/web", "[]");
      heard.until(groups -> Heard.addresses(groups).isEmpty());
    }
    assertThat(consul.requests).anyMatch(line -> line.contains("wait=120000ms"));
  }

  @Test
  void servicesComeAndGoWithTheCatalogue() throws Exception {
    consul.set("/v1/catalog/services", "{\"web\": [\"a\"], \"db\": [\"b\"]}");
    consul.set("/v1/health/service/web", WEB);
    try (Discovery discovery = discovery(List.of(), List.of("a"))) {
      discovery.start(heard);
      assertThat(Heard.addresses(heard.next())).containsExactly("10.1.0.1:80");
      consul.set("/v1/catalog/services", "{\"db\": [\"b\"]}");
      heard.until(List::isEmpty);
    }
    assertThat(consul.requests).noneMatch(line -> line.contains("/v1/health/service/db"));
  }

  @Test
  void aConsulThatFailsIsNamedAndItsTargetsAreKept() throws Exception {
    consul.set("/v1/health/service/web", WEB);
    try (Discovery discovery = discovery(List.of("web"), List.of())) {
      discovery.start(heard);
      heard.next();
      consul.fail("/v1/health/service/web");
      consul.awaitFailure();
      while (discovery.status().lastError().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(discovery.status().lastError().get()).contains("500");
      assertThat(heard.isSilent()).isTrue();
    }
  }

  private Discovery discovery(List<String> services, List<String> tags) {
    Consul config =
        new Consul(
            consul.hostPort(),
            "",
            "http",
            SecretSource.inline("secret"),
            "",
            "",
            "",
            services,
            tags,
            Map.of(),
            ",",
            "",
            "",
            true,
            Duration.ofMillis(10),
            HttpClientConfig.DEFAULT);
    return new Discoveries(clients, new FakeClock(), Meters.NONE).create(config, "job");
  }

  /// Answers each path with a text, and holds an answer back until it differs from what the asker
  /// has, as Consul does.
  private static final class FakeConsul {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new TreeMap<>();
    private final Map<String, Long> indexes = new TreeMap<>();
    private HttpServer server;
    private long index = 10;
    private boolean failed;

    void start() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }

    String hostPort() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void set(String path, String body) {
      answers.put(path, body);
      indexes.put(path, index++);
      notifyAll();
    }

    synchronized void fail(String path) {
      set(path, "fail");
    }

    synchronized void awaitFailure() throws InterruptedException {
      while (!failed) {
        wait(20_000);
      }
    }

    private void handle(HttpExchange exchange) throws IOException {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      String path = exchange.getRequestURI().getPath();
      String token = exchange.getRequestHeaders().getFirst("X-Consul-Token");
      requests.add("token=" + token + " " + path + "?" + query);
      String body = body(path, query);
      exchange.getResponseHeaders().set("X-Consul-Index", Long.toString(indexOf(path)));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(body.equals("fail") ? 500 : 200, bytes.length);
      try (var out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }

    private synchronized long indexOf(String path) {
      return indexes.getOrDefault(path, 1L);
    }

    private synchronized String body(String path, String query) {
      try {
        while (query.contains("index=" + indexOf(path) + "&")
            || query.endsWith("index=" + indexOf(path))) {
          wait(20_000);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      String body = answers.getOrDefault(path, "[]");
      if (body.equals("fail")) {
        failed = true;
        notifyAll();
      }
      return body;
    }

    void stop() {
      server.stop(0);
    }
  }
}
