package io.vigie.ingest.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.StoredSamples;
import io.vigie.ingest.listen.NameMapping;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsdReceiverTest {
  private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(1_700_000_000_000L));
  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final StatsdReceiver receiver =
      new StatsdReceiver(
          store,
          clock,
          () -> PushRules.NONE,
          () -> NameMapping.NONE,
          () -> List.of(0.1, 5.0),
          Meters.NONE);

  /// Takes lines, flushes, and answers what every series has then.
  private Map<String, String> flushed(String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    receiver.take(bytes, bytes.length);
    clock.advance(Duration.ofSeconds(10));
    receiver.flush();
    Map<String, String> values = new TreeMap<>();
    StoredSamples.of(store)
        .forEach((series, samples) -> values.put(series, samples.getLast().replaceAll(".*=", "")));
    return values;
  }

  @Test
  void countersAreTotalsAndCountWhatSamplingLeftOut() throws IOException {
    assertThat(flushed("shop.orders:1|c\nshop.orders:2|c|@0.5\n"))
        .isEqualTo(Map.of("shop_orders{}", "5.0"));
    assertThat(flushed("shop.orders:1|c")).isEqualTo(Map.of("shop_orders{}", "6.0"));
    assertThat(StoredSamples.of(store).get("shop_orders{}"))
        .containsExactly("1700000010000=5.0", "1700000020000=6.0");
  }

  @Test
  void gaugesAreSetOrMoved() throws IOException {
    assertThat(flushed("g:10|g\ng:+5|g\ng:-20|g\n")).isEqualTo(Map.of("g{}", "-5.0"));
    assertThat(flushed("g:3|g")).isEqualTo(Map.of("g{}", "3.0"));
    assertThat(flushed("")).isEqualTo(Map.of("g{}", "3.0"));
    assertThat(StoredSamples.of(store).get("g{}")).hasSize(3);
  }

  @Test
  void timersAreHistogramsInSeconds() throws IOException {
    assertThat(flushed("t:50|ms\nt:200:7000|ms\nt:100|ms|@0.1\n"))
        .isEqualTo(
            Map.of(
                "t_bucket{le=\"0.1\"}", "11.0",
                "t_bucket{le=\"5.0\"}", "12.0",
                "t_bucket{le=\"+Inf\"}", "13.0",
                "t_sum{}", "8.25",
                "t_count{}", "13.0"));
    assertThat(flushed("size:3|h")).containsEntry("size_sum{}", "3.0");
  }

  @Test
  void setsCountDifferentValuesOfOneInterval() throws IOException {
    assertThat(flushed("users:ann|s\nusers:bob|s\nusers:ann|s"))
        .isEqualTo(Map.of("users{}", "2.0"));
    assertThat(flushed("users:ann|s")).isEqualTo(Map.of("users{}", "1.0"));
    assertThat(flushed("")).isEqualTo(Map.of("users{}", "0.0"));
  }

  @Test
  void tagsAreLabelsHoweverTheyAreWritten() throws IOException {
    assertThat(
            flushed(
                "a:1|c|#env:prod,url:http://x\nb,env=test:1|c\na:1|c|@1|#env:dev|c:container|T1600000000\n"))
        .containsOnlyKeys("a{env=\"prod\", url=\"http://x\"}", "b{env=\"test\"}", "a{env=\"dev\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x:1",
        ":1|c",
        "x:one|c",
        "x:-1|c",
        "x:1|q",
        "x:1|c|@0",
        "x:1|c|@2",
        "x:1|c|#tag",
        "x:inf|g",
        "good:1|g",
        "_e{5,4}:title|text",
        "_sc|check|0",
      })
  void aBrokenLineIsLeftOutAndTheOthersCount(String broken) throws IOException {
    assertThat(flushed("good:1|c\n" + broken + "\ngood:2|c\n")).isEqualTo(Map.of("good{}", "3.0"));
  }
}
