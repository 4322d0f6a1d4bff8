package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All of it at work against real sockets, in real time.
@Tag("slow")
class ScrapingTest {
  private final ScrapeFixture fixture = new ScrapeFixture();
  private final List<FakeDiscovery> discoveries = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);
  private OutboundClients clients;
  private FakeTargets targets;
  private Scraping scraping;

  @BeforeEach
  void open() throws Exception {
    clients = new OutboundClients("Vigie/test");
    targets = new FakeTargets();
    scraping =
        new Scraping(
            fixture.store,
            clients,
            (config, _) -> {
              if (config instanceof DiscoveryConfig.Unsupported) {
                throw new IllegalArgumentException("no such discovery");
              }
              FakeDiscovery discovery = new FakeDiscovery(config);
              discoveries.add(discovery);
              return discovery;
            },
            Map.of(),
            fixture.meters,
            Tracer.NONE,
            ScrapeOptions.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    over.countDown();
    scraping.close();
    clients.close();
    targets.close();
  }

  private ScrapeConfigBuilder job(String name, String... paths) {
    List<Labels> found = new ArrayList<>();
    for (String path : paths) {
      found.add(
          Labels.of("__address__", targets.address(), "__metrics_path__", path, "path", path));
    }
    return ScrapeConfig.builder(name)
        .scrapeInterval(Duration.ofMillis(200))
        .scrapeTimeout(Duration.ofMillis(200))
        .discoveries(
            List.of(
                new DiscoveryConfig.Static(
                    List.of(new TargetGroup("static", found, Labels.EMPTY)))));
  }

  private TargetStatus status(String path) {
    return scraping.activeTargets().stream()
        .filter(target -> target.labels().get("path").equals(path))
        .findFirst()
        .orElseThrow();
  }

  private void awaitHealth(String path, TargetHealth health) throws InterruptedException {
    Eventually.holds(
        Duration.ofSeconds(20),
        path + " is " + health,
        () ->
            scraping.activeTargets().stream()
                .anyMatch(t -> t.labels().get("path").equals(path) && t.health() == health));
  }

  @Test
  void asksAsATargetExpects() throws Exception {
    targets.exposes("/metrics", "a 1\n");
    scraping.apply(List.of(job("job", "/metrics").build()));
    awaitHealth("/metrics", TargetHealth.UP);
    assertThat(targets.requests.getFirst())
        .contains(
            "GET /metrics HTTP/1.1",
            "User-Agent: Vigie/test",
            "Accept-Encoding: gzip",
            "X-Prometheus-Scrape-Timeout-Seconds: 0.2",
            "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                + "application/openmetrics-text;version=0.0.1;q=0.5,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
  }

  @Test
  void noTargetDelaysAnother() throws Exception {
    targets
        .exposes("/good", "a 1\n")
        .on("/silent", (_, _) -> over.await())
        .on(
            "/endless",
            (_, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes());
              while (true) {
                out.write("a_comment_that_never_ends ".getBytes());
              }
            })
        .on("/garbage", (_, out) -> out.write(new byte[] {1, 2, 3, 4}))
        .on("/closing", (_, out) -> out.close());
    scraping.apply(
        List.of(
            job("job", "/good", "/silent", "/endless", "/garbage", "/closing")
                .limits(new ScrapeLimits(1 << 20, 0, 0, 0, 0, 0, 0, 0))
                .build()));
    awaitHealth("/good", TargetHealth.UP);
    awaitHealth("/silent", TargetHealth.DOWN);
    awaitHealth("/endless", TargetHealth.DOWN);
    awaitHealth("/garbage", TargetHealth.DOWN);
    awaitHealth("/closing", TargetHealth.DOWN);
    assertThat(status("/silent").lastError()).contains("timeout after 200ms");
    assertThat(status("/endless").lastFailure().orElseThrow().kind())
        .isIn(ScrapeFailure.Kind.LIMIT, ScrapeFailure.Kind.TIMEOUT);
    assertThat(status("/garbage").lastError()).contains("does not answer in HTTP");
    assertThat(status("/closing").lastError()).contains("closed the connection");
    assertThat(status("/good").health()).isEqualTo(TargetHealth.UP);
  }

  @Test
  void explainsAnHttpStatus() throws Exception {
    targets.on(
        "/health",
        (_, out) ->
            FakeTargets.reply(
                out, "503 Service Unavailable", "application/json", "{\"status\": \"down\"}"));
    scraping.apply(List.of(job("job", "/health", "/nothing").build()));
    awaitHealth("/health", TargetHealth.DOWN);
    awaitHealth("/nothing", TargetHealth.DOWN);
    assertThat(status("/health").lastError())
        .startsWith("server returned HTTP status 503 Service Unavailable. The target answered")
        .contains("JSON", "health probe");
    assertThat(status("/nothing").lastError())
        .isEqualTo(
            "server returned HTTP status 404 Not Found: there is nothing at that path;"
                + " set metrics_path to the page with the metrics");
  }

  @Test
  void aReloadLeavesUnchangedJobsAlone() throws Exception {
    targets.exposes("/a", "a 1\n").exposes("/b", "b 1\n");
    scraping.apply(List.of(job("one", "/a").build(), job("two", "/b").build()));
    awaitHealth("/a", TargetHealth.UP);
    awaitHealth("/b", TargetHealth.UP);
    scraping.apply(List.of(job("one", "/a").build(), job("two", "/b").honorLabels(true).build()));
    assertThat(discoveries).hasSize(2).noneMatch(discovery -> discovery.closed);
    awaitHealth("/b", TargetHealth.UP);
    scraping.apply(List.of(job("two", "/b").honorLabels(true).build()));
    assertThat(scraping.poolNames()).containsExactly("two");
    assertThat(discoveries.getFirst().closed).isTrue();
    assertThat(fixture.samples("a").getFirst()).contains("stale");
    assertThat(fixture.samples("b").getFirst()).doesNotContain("stale");
  }

  @Test
  void aReloadThatCannotBeDoneChangesNothing() throws Exception {
    targets.exposes("/a", "a 1\n");
    scraping.apply(List.of(job("one", "/a").build()));
    awaitHealth("/a", TargetHealth.UP);
    ScrapeConfig impossible =
        job("two", "/a").discoveries(List.of(new DiscoveryConfig.Unsupported("azure"))).build();
    assertThatThrownBy(() -> scraping.apply(List.of(job("three", "/a").build(), impossible)))
        .isInstanceOf(IllegalArgumentException.class);
    ScrapeConfig unwritable =
        job("one", "/a")
            .scrapeFailureLogFile(java.util.Optional.of(Path.of("/no/such/dir/failures.log")))
            .build();
    assertThatThrownBy(() -> scraping.apply(List.of(unwritable)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/dir/failures.log");
    assertThat(scraping.poolNames()).containsExactly("one");
    assertThat(discoveries.getFirst().closed).isFalse();
    assertThat(discoveries.subList(1, discoveries.size())).allMatch(d -> d.closed);
  }

  @Test
  void closingMarksEverythingStale() throws Exception {
    targets.exposes("/a", "a 1\n");
    scraping.apply(List.of(job("one", "/a").build()));
    awaitHealth("/a", TargetHealth.UP);
    scraping.close();
    assertThat(fixture.samples("a").getFirst()).contains("stale");
    assertThat(fixture.samples("up").getFirst()).contains("stale");
    assertThat(scraping.poolNames()).isEmpty();
  }

  @Test
  void logsFailures(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("failures.log");
    scraping.apply(
        List.of(job("one", "/x").scrapeFailureLogFile(java.util.Optional.of(file)).build()));
    awaitHealth("/x", TargetHealth.DOWN);
    Eventually.holds(Duration.ofSeconds(5), "a line is written", () -> file.toFile().length() > 0);
    assertThat(Files.readAllLines(file).getFirst())
        .contains(
            "\"msg\":\"server returned HTTP status 404 Not Found",
            "\"job_name\":\"one\"",
            "\"target\":\"http://" + targets.address() + "/x\"");
  }

  @Test
  void tellsWhatRelabellingDoesAndWhatTargetsSay() throws Exception {
    targets.exposes("/a", "# HELP a Things.\n# TYPE a gauge\na 1\n");
    scraping.apply(List.of(job("one", "/a").build()));
    awaitHealth("/a", TargetHealth.UP);
    assertThat(scraping.metadata()).containsKey("a");
    assertThat(scraping.targetsMetadata().getFirst().target().get("path")).isEqualTo("/a");
    assertThat(scraping.relabelSteps("one", Labels.of("a", "b"))).contains(List.of());
    assertThat(scraping.relabelSteps("none", Labels.EMPTY)).isEmpty();
    assertThat(scraping.pools().getFirst().activeTargets()).isEqualTo(1);
    assertThat(scraping.pools().getFirst().discoveries()).hasSize(1);
  }
}
