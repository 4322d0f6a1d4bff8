package io.vigie.ingest.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.StoredSamples;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.MetricType;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import io.vigie.testkit.InMemoryStateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PushgatewayTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final String TEXT = "text/plain; version=0.0.4";

  private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(NOW));
  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final InMemoryStateStore state = new InMemoryStateStore(clock);
  private PushRules rules = PushRules.NONE;
  private Pushgateway pushgateway = opened();

  private Pushgateway opened() {
    return new Pushgateway(store, state, clock, () -> rules, Meters.NONE);
  }

  private PushReply put(String path, String body) throws IOException {
    return push(path, body, true);
  }

  private PushReply post(String path, String body) throws IOException {
    return push(path, body, false);
  }

  private PushReply push(String path, String body, boolean replace) throws IOException {
    return pushgateway.push(path, TEXT, "", stream(body.getBytes(StandardCharsets.UTF_8)), replace);
  }

  private static ByteArrayInputStream stream(byte[] body) {
    return new ByteArrayInputStream(body);
  }

  private Map<String, List<String>> stored() throws IOException {
    return StoredSamples.of(store);
  }

  private List<String> stored(String series) throws IOException {
    return stored().getOrDefault(series, List.of());
  }

  @Test
  void aPushIsStoredAtOnceUnderTheLabelsOfItsGroup() throws IOException {
    PushReply reply =
        put(
            "job/backup/shop/paris",
            """
            # TYPE files_total counter
            # HELP files_total Files saved.
            files_total{kind="new",job="overridden"} 3
            duration_seconds 1.5
            """);

    assertThat(reply).isEqualTo(PushReply.of(200));
    assertThat(stored())
        .isEqualTo(
            Map.of(
                "duration_seconds{job=\"backup\", shop=\"paris\"}",
                List.of("1700000000000=1.5"),
                "files_total{job=\"backup\", kind=\"new\", shop=\"paris\"}",
                List.of("1700000000000=3.0"),
                "push_time_seconds{job=\"backup\", shop=\"paris\"}",
                List.of("1700000000000=1.7E9"),
                "push_failure_time_seconds{job=\"backup\", shop=\"paris\"}",
                List.of("1700000000000=0.0")));
    assertThat(pushgateway.metadata().all().get("files_total").type())
        .isEqualTo(MetricType.COUNTER);
  }

  @Test
  void valuesAreWrittenAgainAtEveryRound() throws IOException {
    put("job/a", "x 1\n");
    clock.advance(Duration.ofMinutes(1));
    pushgateway.refresh();

    assertThat(stored("x{job=\"a\"}")).containsExactly("1700000000000=1.0", "1700000060000=1.0");
    assertThat(stored("push_time_seconds{job=\"a\"}").getLast()).isEqualTo("1700000060000=1.7E9");
  }

  @Test
  void putReplacesTheGroupAndWhatIsGoneEnds() throws IOException {
    put("job/a", "x 1\ny 2\n");
    clock.advance(Duration.ofSeconds(10));
    put("job/a", "y 3\n");
    clock.advance(Duration.ofSeconds(10));
    pushgateway.refresh();

    assertThat(stored("x{job=\"a\"}")).containsExactly("1700000000000=1.0", "1700000010000=stale");
    assertThat(stored("y{job=\"a\"}"))
        .containsExactly("1700000000000=2.0", "1700000010000=3.0", "1700000020000=3.0");
  }

  @Test
  void postReplacesMetricsOfTheSameNameOnly() throws IOException {
    put("job/a", "x{n=\"1\"} 1\nx{n=\"2\"} 1\ny 2\n");
    clock.advance(Duration.ofSeconds(10));
    post("job/a", "x{n=\"2\"} 5\n");

    assertThat(stored("x{job=\"a\", n=\"1\"}").getLast()).isEqualTo("1700000010000=stale");
    assertThat(stored("x{job=\"a\", n=\"2\"}").getLast()).isEqualTo("1700000010000=5.0");
    assertThat(stored("y{job=\"a\"}").getLast()).isEqualTo("1700000010000=2.0");
  }

  @Test
  void aHistogramIsReplacedAsAWhole() throws IOException {
    put(
        "job/a",
        "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n");
    clock.advance(Duration.ofSeconds(10));
    post("job/a", "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 4\nh_sum 3\nh_count 4\n");

    assertThat(stored("h_bucket{job=\"a\", le=\"1.0\"}").getLast())
        .isEqualTo("1700000010000=stale");
    assertThat(stored("h_count{job=\"a\"}").getLast()).isEqualTo("1700000010000=4.0");
  }

  @Test
  void anEmptyPutLeavesTheTimeOfThePush() throws IOException {
    put("job/a", "x 1\n");
    clock.advance(Duration.ofSeconds(10));
    assertThat(put("job/a", "")).isEqualTo(PushReply.of(200));

    assertThat(stored("x{job=\"a\"}").getLast()).isEqualTo("1700000010000=stale");
    assertThat(stored("push_time_seconds{job=\"a\"}").getLast())
        .isEqualTo("1700000010000=1.70000001E9");
  }

  @Test
  void deleteEndsTheGroupAndOnlyIt() throws IOException {
    put("job/a", "x 1\n");
    put("job/a/instance/1", "x 2\n");
    clock.advance(Duration.ofSeconds(10));

    assertThat(pushgateway.delete("job/a")).isEqualTo(PushReply.of(202));
    assertThat(pushgateway.delete("job/never-pushed")).isEqualTo(PushReply.of(202));
    pushgateway.refresh();

    assertThat(stored("x{job=\"a\"}").getLast()).isEqualTo("1700000010000=stale");
    assertThat(stored("push_time_seconds{job=\"a\"}").getLast()).isEqualTo("1700000010000=stale");
    assertThat(stored("x{instance=\"1\", job=\"a\"}").getLast()).endsWith("=2.0");
  }

  @Test
  void aPushThatIsRefusedChangesNothingButTheTimeOfTheFailure() throws IOException {
    put("job/a", "x 1\n");
    clock.advance(Duration.ofSeconds(10));
    PushReply reply = put("job/a", "y 1 1700000000000\n");
    clock.advance(Duration.ofSeconds(10));
    put("job/a", "x 2\n");

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.body())
        .contains("pushed metrics are invalid or inconsistent with existing metrics")
        .contains("must not have timestamps");
    assertThat(stored("x{job=\"a\"}"))
        .containsExactly("1700000000000=1.0", "1700000010000=1.0", "1700000020000=2.0");
    assertThat(stored("push_failure_time_seconds{job=\"a\"}").getLast())
        .isEqualTo("1700000020000=1.70000001E9");
    assertThat(stored()).doesNotContainKey("y{job=\"a\"}");
  }

  @Test
  void whatAnotherGroupSaysAlreadyIsInconsistent() throws IOException {
    put("job/a/instance/1", "# TYPE x counter\nx 1\n");

    assertThat(put("job/a", "# TYPE x counter\nx{instance=\"1\"} 2\n").body())
        .contains("was collected before with the same name and label values");
    assertThat(put("job/b", "# TYPE x gauge\nx 2\n").body())
        .contains("gathered metric family x has type gauge but should have counter");
    assertThat(put("job/b", "z{a=\"1\",b=\"2\"} 2\nz{b=\"2\",a=\"1\"} 3\n").body())
        .contains("was collected before with the same name and label values");
    assertThat(put("job/b", "# TYPE x counter\nx 2\n").httpStatus()).isEqualTo(200);
    assertThat(put("job/c", "x 2\n").httpStatus()).isEqualTo(200);
  }

  @Test
  void groupsSurviveARestart() throws IOException {
    put("job/a", "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\nx 1\n");
    post("job/a", "x 7\n");
    put("job/b", "x 1\n");
    pushgateway.delete("job/b");

    clock.advance(Duration.ofMinutes(1));
    pushgateway = opened();
    pushgateway.load();
    pushgateway.refresh();

    assertThat(stored("x{job=\"a\"}").getLast()).isEqualTo("1700000060000=7.0");
    assertThat(stored("h_count{job=\"a\"}").getLast()).isEqualTo("1700000060000=2.0");
    assertThat(stored("x{job=\"b\"}").getLast()).endsWith("=stale");
    assertThat(stored("push_time_seconds{job=\"a\"}").getLast()).isEqualTo("1700000060000=1.7E9");
  }

  @Test
  void aGroupThatCannotBeKeptIsNotAcknowledged() throws IOException {
    state.failWith(new IOException("disk full"));
    PushReply reply = put("job/a", "x 1\n");
    state.heal();

    assertThat(reply.httpStatus()).isEqualTo(500);
    assertThat(reply.body()).contains("disk full");
    assertThat(stored()).isEmpty();
  }

  @Test
  void labelLimitsHold() throws IOException {
    rules = new PushRules(Relabelling.NONE, new LabelLimits(2, 0, 0));

    assertThat(put("job/a", "x{y=\"1\"} 1\n").body()).contains("label_limit exceeded");
  }

  @Test
  void bodiesMayBeCompressedOrOpenMetrics() throws IOException {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzipped)) {
      out.write("x 4\n".getBytes(StandardCharsets.UTF_8));
    }
    pushgateway.push("job/a", TEXT, "gzip", stream(gzipped.toByteArray()), true);
    pushgateway.push(
        "job/b",
        "application/openmetrics-text; version=1.0.0",
        "",
        stream("# TYPE y counter\ny_total 5\n# EOF\n".getBytes(StandardCharsets.UTF_8)),
        true);

    assertThat(stored("x{job=\"a\"}")).containsExactly("1700000000000=4.0");
    assertThat(stored("y_total{job=\"b\"}").getLast()).endsWith("=5.0");
    assertThat(pushgateway.push("job/a", TEXT, "br", stream(new byte[1]), true).body())
        .contains("content encoding \"br\" is not known");
    assertThat(pushgateway.push("job/a", TEXT, "gzip", stream(new byte[99]), true).httpStatus())
        .isEqualTo(400);
  }
}
