package io.vigie.ingest.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.influx.InfluxReceiver.Version;
import io.vigie.ingest.intake.PushRules;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class LinePropertyTest {
  @Property(tries = 3000)
  void whateverComesIsAnswered(
      @ForAll
          @StringLength(max = 40)
          @Chars({'a', ',', '=', ' ', '"', '\\', '\n', '1', '#', '\r', 'i'})
          String body)
      throws IOException {
    InfluxReceiver receiver =
        new InfluxReceiver(
            new InMemoryMetricStore(), new FakeClock(), () -> PushRules.NONE, Meters.NONE);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(
            receiver.receive(Version.V1, "", "", "", new ByteArrayInputStream(bytes)).httpStatus())
        .isIn(204, 400);
  }
}
