package io.vigie.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vigie.config.http.Secret;
import io.vigie.config.yaml.YamlFile;
import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final FakeClock clock = new FakeClock();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);
  private final InMemoryEventLog events = new InMemoryEventLog();
  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final OutboundClients clients = new OutboundClients("test");
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile String body = "{\"status\":\"healthy\"}";
  private HttpServer service;
  private Checks checks;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    service.start();
    checks = new Checks(store, state, events, clients, clock, Ticker.system());
  }

  @AfterEach
  void stop() {
    checks.close();
    clients.close();
    service.stop(0);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/health");
  }

  private static CheckDefinition check(String name, CheckTarget target, String... dependsOn) {
    return new CheckDefinition(
        name,
        target,
        Duration.ofHours(1),
        Duration.ofSeconds(5),
        0,
        true,
        List.of(dependsOn),
        true);
  }

  private CheckStatus look(String name) throws InterruptedException {
    checks.checkNow(name, Duration.ofSeconds(20));
    return checks.find(name).orElseThrow();
  }

  @Test
  void anAnswerIsJudgedByItsStatusAndByWhatItSaysOfItself() throws Exception {
    checks.apply(List.of(check("api", CheckTarget.Http.get(url()))));
    assertThat(look("api").state()).isEqualTo(HealthState.HEALTHY);
    body = "{\"status\":\"degraded\"}";
    assertThat(look("api").state()).isEqualTo(HealthState.DEGRADED);
    body = "{\"success\":false,\"data\":{\"status\":\"unhealthy\"}}";
    assertThat(look("api").state()).isEqualTo(HealthState.UNHEALTHY);
    body = "{\"status\":\"healthy\"}";
    status = 503;
    CheckStatus failed = look("api");
    assertThat(failed.state()).isEqualTo(HealthState.UNHEALTHY);
    CheckResult newest = failed.failures().getFirst();
    assertThat(newest.phase()).isEqualTo("status");
    assertThat(newest.details()).containsEntry("httpStatus", "503");
    assertThat(newest.details().get("body")).contains("healthy");
  }

  @Test
  void anAnswerIsJudgedByItsJsonAndItsHeadersToo() throws Exception {
    body = "{\"data\":{\"queue\":{\"ready\":true,\"length\":12}}}";
    String config =
        """
        checks:
          - name: json
            http: {url: '%1$s', expect_json: {data.queue.ready: 'true', /data/queue/length: '^[0-9]{1,2}$'}}
          - name: other
            http: {url: '%1$s', expect_json: {data.queue.ready: 'false'}}
          - name: missing
            http: {url: '%1$s', expect_json: {data.nothing: ''}}
          - name: header
            http: {url: '%1$s', expect_headers: {Content-Type: html}}
        """
            .formatted(url());
    checks.apply(read(config));
    assertThat(look("json").state()).isEqualTo(HealthState.HEALTHY);
    assertThat(look("other").failures().getFirst().message())
        .isEqualTo("/data/queue/ready is true and does not match false");
    assertThat(look("missing").failures().getFirst().phase()).isEqualTo("json");
    assertThat(look("header").failures().getFirst().message())
        .isEqualTo("the header Content-Type is \"application/json\" and does not match html");
  }

  @Test
  void aFailureIsTriedAgainBeforeItCounts() throws Exception {
    status = 500;
    checks.apply(
        List.of(
            new CheckDefinition(
                "api",
                CheckTarget.Http.get(url()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                2,
                true,
                List.of(),
                true)));
    look("api");
    assertThat(requests.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aPortThatTakesConnectionsIsWellAndAClosedOneIsNot() throws Exception {
    int port;
    try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = open.getLocalPort();
      checks.apply(List.of(check("db", new CheckTarget.Tcp("127.0.0.1", port))));
      assertThat(look("db").state()).isEqualTo(HealthState.HEALTHY);
    }
    CheckStatus closed = look("db");
    assertThat(closed.state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(closed.failures().getFirst().phase()).isEqualTo("connect");
  }

  @Test
  void whatDependsOnSomethingUnhealthyIsUnhealthyToo() throws Exception {
    checks.apply(
        List.of(
            check("db", new CheckTarget.Tcp("127.0.0.1", 1)),
            check("api", CheckTarget.Http.get(url()), "db"),
            check("shop", CheckTarget.Http.get(url()), "api")));
    look("db");
    CheckStatus shop = look("shop");
    assertThat(shop.state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(shop.blockedBy()).containsExactly("db");
    assertThat(shop.last().orElseThrow().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(Checks.overall(checks.all())).isEqualTo(HealthState.UNHEALTHY);
  }

  @Test
  void whoIsNotHeardInTimeIsMissedAlsoOverARestart() throws Exception {
    String token = "0123456789abcdef";
    CheckTarget.Heartbeat target =
        new CheckTarget.Heartbeat(Secret.of(token), Duration.ofHours(24), Duration.ofHours(1));
    checks.apply(List.of(check("backup", target)));
    assertThat(look("backup").state()).isEqualTo(HealthState.HEALTHY);
    assertThat(checks.ping("another-token-altogether")).isFalse();
    clock.advance(Duration.ofHours(24));
    assertThat(checks.ping(token)).isTrue();
    clock.advance(Duration.ofMinutes(24 * 60 + 30));
    assertThat(look("backup").state()).isEqualTo(HealthState.DEGRADED);
    checks.close();

    checks = new Checks(store, state, events, clients, clock, Ticker.system());
    checks.load();
    clock.advance(Duration.ofHours(1));
    checks.apply(List.of(check("backup", target)));
    assertThat(look("backup").state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(checks.ping(token)).isTrue();
    assertThat(look("backup").state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aCheckMadeByApiSurvivesARestartAndCannotHaveTheNameOfAnother() throws Exception {
    CheckDefinition mine =
        new CheckDefinition(
            "api",
            CheckTarget.Http.get(url()),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            0,
            true,
            List.of(),
            false);
    checks.add(mine, url());
    assertThatThrownBy(() -> checks.add(mine, url())).hasMessageContaining("already");
    checks.close();
    checks = new Checks(store, state, events, clients, clock, Ticker.system());
    checks.load();
    assertThat(look("api").state()).isEqualTo(HealthState.HEALTHY);
    assertThat(checks.remove("api")).isTrue();
    assertThat(checks.remove("api")).isFalse();
    assertThat(state.list("health_check")).isEmpty();
  }

  @Test
  void aReloadLeavesWhatHasNotChangedAlone() throws Exception {
    CheckDefinition api = check("api", CheckTarget.Http.get(url()));
    checks.apply(List.of(api));
    look("api");
    int before = requests.get();
    checks.apply(List.of(check("api", CheckTarget.Http.get(url()))));
    assertThat(checks.find("api").orElseThrow().last()).isPresent();
    assertThat(requests.get()).isEqualTo(before);
    checks.apply(List.of());
    assertThat(checks.find("api")).isEqualTo(Optional.empty());
  }

  @Test
  void theConfigurationIsReadStrictly() {
    assertThat(
            read(
                """
                checks:
                  - {name: db, tcp: {address: 'db:5432'}, interval: 10s, critical: false}
                  - {name: api, http: {url: 'https://api/health', statuses: [200, 204]}, depends_on: [db]}
                """))
        .extracting(CheckDefinition::name)
        .containsExactly("db", "api");
    for (String[] wrong :
        new String[][] {
          {"[{name: a, tcp: {address: db}}]", "host:port"},
          {"[{name: a, http: {url: 'ftp://x/'}}]", "http://host"},
          {"[{name: a}]", "one of http, tcp, heartbeat, tls"},
          {"[{name: a, tcp: {address: 'x:1'}, depends_on: [b]}]", "which is not there"},
          {"[{name: a, dns: {name: 'a b'}}]", "is no name"},
          {"[{name: a, dns: {name: a, type: X}}]", "one of A, AAAA, CAA"},
          {"[{name: a, icmp: {host: '-f'}}]", "is no host"},
          {"[{name: a, grpc: {address: x}}]", "write host:port"},
          {"[{name: a, http: {url: 'http://x/', expect_json: {a: '('}}}]", "expect_json"},
          {"[{name: a, http: {url: 'http://x/', expect_json: {a..b: c}}}]", "between the dots"},
          {"[{name: a, heartbeat: {token: short}}]", "at least 16"},
          {"[{name: a, tcp: {address: 'x:1'}, timeout: 2m}]", "not above the interval"},
          {"[{name: a, tcp: {address: 'x:1'}}, {name: a, tcp: {address: 'x:2'}}]", "two"},
        }) {
      assertThatThrownBy(() -> read("checks: " + wrong[0])).hasMessageContaining(wrong[1]);
    }
  }

  private static List<CheckDefinition> read(String yaml) {
    return CheckConfigReader.read(YamlFile.parse("test.yml", Path.of(""), yaml).mapping());
  }
}
