package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.RegexMatcher;
import io.vigie.outbound.BodyBuffers;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScrapePoolTest {
  private static OutboundClients clients;

  private final ScrapeFixture fixture = new ScrapeFixture();
  private final Steps steps = new Steps();
  private final ScrapeConfigBuilder config =
      ScrapeConfig.builder("job")
          .scrapeInterval(Duration.ofSeconds(10))
          .scheme(Target.IN_PROCESS_SCHEME);
  private final Queue<ScrapePool> pools = new ArrayDeque<>();

  @BeforeAll
  static void open() {
    clients = new OutboundClients("Vigie/test");
  }

  @AfterAll
  static void closeClients() {
    clients.close();
  }

  @AfterEach
  void close() throws Exception {
    for (ScrapePool pool : pools) {
      pool.retire();
    }
  }

  /// Loops wait here until the test lets each of them scrape once; then the clock stands at the
  /// time that the test set.
  private static final class Steps implements Sleeper {
    private final Map<Thread, SynchronousQueue<Boolean>> waiting = new ConcurrentHashMap<>();
    private int awaited;

    @Override
    public void sleep(long nanos) throws InterruptedException {
      SynchronousQueue<Boolean> gate = new SynchronousQueue<>();
      waiting.put(Thread.currentThread(), gate);
      try {
        synchronized (this) {
          notifyAll();
        }
        gate.take();
      } finally {
        waiting.remove(Thread.currentThread());
      }
    }

    synchronized void awaitWaiting(int loops) throws InterruptedException {
      while (waiting.size() != loops) {
        wait(1000);
        if (awaited++ > 20) {
          throw new AssertionError("waiting: " + waiting.size() + " instead of " + loops);
        }
      }
      awaited = 0;
    }

    void letAllScrape(int loops) throws InterruptedException {
      awaitWaiting(loops);
      for (Thread loop : List.copyOf(waiting.keySet())) {
        waiting.remove(loop).put(true);
      }
      awaitWaiting(loops);
    }
  }

  /// A target within the process that exposes one series.
  private static final class Exposing implements InProcessTarget {
    volatile String text = "a 1\n";
    volatile Optional<String> trouble = Optional.empty();

    @Override
    public String contentType() {
      return "text/plain; version=0.0.4";
    }

    @Override
    public void write(java.io.OutputStream out) throws java.io.IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> trouble() {
      return trouble;
    }
  }

  private final Map<String, InProcessTarget> targets = new ConcurrentHashMap<>();

  private ScrapePool pool() {
    ScrapeContext base = fixture.context();
    ScrapeContext context =
        new ScrapeContext(
            base.store(),
            base.meters(),
            base.clock(),
            base.ticker(),
            steps,
            new BodyBuffers(),
            base.recognition(),
            targets,
            base.options(),
            base.tracer());
    OutboundClient client = clients.open(HttpClientConfig.DEFAULT);
    ScrapePool pool = new ScrapePool(config.build(), context, client);
    pools.add(pool);
    return pool;
  }

  private static List<TargetGroup> group(String... addresses) {
    return List.of(TargetGroup.ofAddresses("test", Arrays.asList(addresses), Labels.EMPTY));
  }

  private void step(int loops) throws Exception {
    fixture.clock.advance(Duration.ofSeconds(10));
    steps.letAllScrape(loops);
  }

  @Test
  void scrapesEachTargetOnceHoweverOftenItIsFound() throws Exception {
    targets.put("one", new Exposing());
    ScrapePool pool = pool();
    pool.sync(group("one", "one"));
    step(1);
    assertThat(fixture.only("a")).isEqualTo("1@1010");
    pool.sync(group("one"));
    step(1);
    assertThat(fixture.only("a")).isEqualTo("1@1010 1@1020");
    assertThat(pool.activeTargets())
        .singleElement()
        .satisfies(status -> {
          assertThat(status.health()).isEqualTo(TargetHealth.UP);
          assertThat(status.scrapeUrl()).isEqualTo("inprocess://one/metrics");
          assertThat(status.labels()).isEqualTo(Labels.of("instance", "one", "job", "job"));
        });
  }

  @Test
  void aTargetThatSaysWhatIsWrongIsDownAndItsSamplesAreTaken() throws Exception {
    Exposing target = new Exposing();
    target.text = "database_up 0\n";
    target.trouble = Optional.of("no database");
    targets.put("one", target);
    ScrapePool pool = pool();
    pool.sync(group("one"));
    step(1);
    assertThat(fixture.only("database_up")).isEqualTo("0@1010");
    assertThat(fixture.only("up")).isEqualTo("0@1010");
    assertThat(pool.activeTargets())
        .singleElement()
        .satisfies(status -> {
          assertThat(status.health()).isEqualTo(TargetHealth.DOWN);
          assertThat(status.lastError()).isEqualTo("no database");
        });

    target.text = "database_up 1\n";
    target.trouble = Optional.empty();
    step(1);
    assertThat(fixture.only("up")).isEqualTo("0@1010 1@1020");
  }

  @Test
  void marksSeriesStaleTwoIntervalsAfterTheTargetDisappeared() throws Exception {
    targets.put("one", new Exposing());
    ScrapePool pool = pool();
    pool.sync(group("one"));
    step(1);
    pool.sync(List.of());
    fixture.clock.advance(Duration.ofSeconds(20));
    pool.writeDueMarkers();
    assertThat(fixture.only("a")).isEqualTo("1@1010");
    fixture.clock.advance(Duration.ofSeconds(2));
    pool.writeDueMarkers();
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.only("up")).isEqualTo("1@1010 stale@1020");
    assertThat(pool.nextMarkersDueNanos()).isEmpty();
  }

  @Test
  void goesOnWithTheSeriesOfATargetThatComesBack() throws Exception {
    Exposing one = new Exposing();
    one.text = "a 1\nb 1\n";
    targets.put("one", one);
    ScrapePool pool = pool();
    pool.sync(group("one"));
    step(1);
    pool.sync(List.of());
    one.text = "a 1\n";
    pool.sync(group("one"));
    step(1);
    fixture.clock.advance(Duration.ofSeconds(60));
    pool.writeDueMarkers();
    assertThat(fixture.only("a")).isEqualTo("1@1010 1@1020");
    assertThat(fixture.only("b")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.only("up")).isEqualTo("1@1010 1@1020");
  }

  @Test
  void aPoolWithAnotherConfigurationGoesOnWithTheSeries() throws Exception {
    Exposing one = new Exposing();
    one.text = "a 1\nb 1\n";
    targets.put("one", one);
    ScrapePool before = pool();
    before.sync(group("one"));
    step(1);
    config.metricRelabelRules(
        List.of(new RelabelRule.Drop(Source.of("__name__"), RegexMatcher.compile("b"))));
    ScrapePool after = pool();
    after.adopt(before.retire());
    after.sync(group("one"));
    assertThat(after.activeTargets().getFirst().health()).isEqualTo(TargetHealth.UP);
    step(1);
    assertThat(fixture.only("a")).isEqualTo("1@1010 1@1020");
    assertThat(fixture.only("b")).isEqualTo("1@1010 stale@1020");
    assertThat(fixture.only("scrape_series_added")).isEqualTo("2@1010 1@1020");
  }

  @Test
  void anotherIntervalKeepsWhatIsKnownOfTheSeries() throws Exception {
    targets.put("one", new Exposing());
    ScrapePool before = pool();
    before.sync(group("one"));
    step(1);
    config.scrapeInterval(Duration.ofSeconds(11));
    ScrapePool after = pool();
    after.adopt(before.retire());
    after.sync(group("one"));
    step(1);
    assertThat(fixture.only("scrape_series_added")).isEqualTo("1@1010 0@1020");
  }

  @Test
  void aRemovedJobEndsItsSeriesAtOnce() throws Exception {
    targets.put("one", new Exposing());
    ScrapePool pool = pool();
    pool.sync(group("one"));
    step(1);
    fixture.clock.advance(Duration.ofSeconds(3));
    pool.remove();
    assertThat(fixture.only("a")).isEqualTo("1@1010 stale@1013");
    assertThat(fixture.only("up")).isEqualTo("1@1010 stale@1013");
  }

  @Test
  void remembersSomeDroppedTargetsAndCountsAll() throws Exception {
    config
        .limits(new ScrapeLimits(0, 0, 0, 0, 0, 0, 2, 0))
        .relabelRules(
            List.of(new RelabelRule.Drop(Source.of("__address__"), RegexMatcher.compile("x.*"))));
    ScrapePool pool = pool();
    pool.sync(group("x1", "x2", "x3"));
    assertThat(pool.droppedTargets()).hasSize(2);
    assertThat(pool.droppedCount()).isEqualTo(3);
    assertThat(pool.activeTargets()).isEmpty();
  }

  @Test
  void tooManyTargetsFailAllScrapesUntilTheyAreFewer() throws Exception {
    targets.put("one", new Exposing());
    targets.put("two", new Exposing());
    config.limits(new ScrapeLimits(0, 0, 0, 0, 0, 1, 0, 0));
    ScrapePool pool = pool();
    pool.sync(group("one", "two"));
    step(2);
    assertThat(pool.activeTargets())
        .allSatisfy(status ->
            assertThat(status.lastError())
                .startsWith("target_limit exceeded (number of targets: 2, limit: 1)"));
    pool.sync(group("one"));
    step(1);
    assertThat(pool.activeTargets().getFirst().lastError()).isEmpty();
  }

  @Test
  void showsTargetsWhoseLabelsCannotBeUsed() throws Exception {
    ScrapePool pool = pool();
    pool.sync(group("a/b"));
    assertThat(pool.unusableTargets())
        .singleElement()
        .satisfies(target -> assertThat(target.reason()).contains("not a valid hostname"));
    assertThat(fixture.meters.count("prometheus_target_sync_failed_total")).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoSuchBuiltInTarget() throws Exception {
    ScrapePool pool = pool();
    pool.sync(group("nobody"));
    step(1);
    assertThat(pool.activeTargets().getFirst().lastError())
        .isEqualTo("there is no built-in target named nobody");
  }
}
