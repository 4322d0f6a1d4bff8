package io.vigie.ingest.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.StoredSamples;
import io.vigie.ingest.listen.NameMapping;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphiteReceiverTest {
  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private NameMapping mapping = NameMapping.NONE;
  private final GraphiteReceiver receiver =
      new GraphiteReceiver(
          store,
          new FakeClock(Instant.ofEpochMilli(1_700_000_000_000L)),
          () -> PushRules.NONE,
          () -> mapping,
          Meters.NONE);

  private void take(String lines) {
    byte[] bytes = (lines + "garbage that is not looked at").getBytes(StandardCharsets.UTF_8);
    receiver.take(bytes, lines.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void linesBecomeSamplesAndTagsLabels() throws IOException {
    take(
        """
        servers.a.load 1.5 1600000000
        disk.used;host=a;mount=/var 7e2 1600000000.5\r

        now.a 1 -1
        now.b 2\
        """);

    assertThat(StoredSamples.of(store))
        .isEqualTo(
            Map.of(
                "servers_a_load{}", List.of("1600000000000=1.5"),
                "disk_used{host=\"a\", mount=\"/var\"}", List.of("1600000000500=700.0"),
                "now_a{}", List.of("1700000000000=1.0"),
                "now_b{}", List.of("1700000000000=2.0")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name one 1",
        "name 1 soon",
        "name 1 2 3",
        ";a=b 1 1",
        "x;a 1 1",
        "x nan 1"
      })
  void aBrokenLineIsLeftOutAndTheOthersAreStored(String broken) throws IOException {
    take(broken + "\ngood 1 1600000000\n");

    assertThat(StoredSamples.of(store)).containsOnlyKeys("good{}");
  }

  @Test
  void aMappingMakesLabelsOfParts() throws IOException {
    mapping =
        new NameMapping(
            List.of(
                new NameMapping.Rule(
                    List.of("servers", "*", "cpu"), "cpu", Map.of("host", "$1"), false)));
    take("servers.a.cpu 1 1600000000\n");

    assertThat(StoredSamples.of(store)).containsOnlyKeys("cpu{host=\"a\"}");
  }
}
