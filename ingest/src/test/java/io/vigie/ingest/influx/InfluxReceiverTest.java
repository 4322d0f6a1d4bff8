package io.vigie.ingest.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.influx.InfluxReceiver.Version;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.StoredSamples;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfluxReceiverTest {
  private static final long NOW = 1_700_000_000_000L;

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final InfluxReceiver receiver =
      new InfluxReceiver(
          store, new FakeClock(Instant.ofEpochMilli(NOW)), () -> PushRules.NONE, Meters.NONE);

  private PushReply write(String body) throws IOException {
    return write(Version.V1, "", "", body);
  }

  private PushReply write(Version version, String database, String precision, String body)
      throws IOException {
    return receiver.receive(
        version,
        database,
        precision,
        "",
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, List<String>> stored() throws IOException {
    return StoredSamples.of(store);
  }

  @Test
  void everyFieldIsASeriesWithTheTagsAsLabels() throws IOException {
    PushReply reply =
        write(
            """
            # a comment

            cpu,host=a,cpu=cpu0 usage_idle=99.5,usage_user=1i,online=t,note="text, with = and
            line break" 1699999999123456789
            mem used=18446744073709551615u
            """);

    assertThat(reply).isEqualTo(PushReply.of(204));
    assertThat(stored())
        .isEqualTo(
            Map.of(
                "cpu_usage_idle{cpu=\"cpu0\", host=\"a\"}", List.of("1699999999123=99.5"),
                "cpu_usage_user{cpu=\"cpu0\", host=\"a\"}", List.of("1699999999123=1.0"),
                "cpu_online{cpu=\"cpu0\", host=\"a\"}", List.of("1699999999123=1.0"),
                "mem_used{}", List.of("1700000000000=1.8446744073709552E19")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "disk\\ io,mount\\ point=/a\\,b\\=c\\ d r\\=w=1 1 | disk_io_r_w{mount_point=\"/a,b=c d\"}",
        "cpu.load-1,9x=ü v=1 1                             | cpu_load_1_v{_9x=\"ü\"}",
        "win,path=C:\\dir v=1 1                            | win_v{path=\"C:\\\\dir\"}",
        "m v=1e3,w=-.5 1                                   | m_v{}",
      })
  void namesAreCleanedAndEscapesUndone(String line, String series) throws IOException {
    assertThat(write(Version.V1, "", "h", line.replaceAll(" 1$", " 472222")).httpStatus())
        .isEqualTo(204);
    assertThat(stored()).containsKey(series);
  }

  @ParameterizedTest
  @CsvSource({
    "'',   1600000000123456789, 1600000000123",
    "ns,   1600000000123456789, 1600000000123",
    "u,    1600000000123456,    1600000000123",
    "us,   1600000000123456,    1600000000123",
    "ms,   1600000000123,       1600000000123",
    "s,    1600000000,          1600000000000",
    "m,    26666666,            1599999960000",
    "h,    444444,              1599998400000",
  })
  void thePrecisionIsThatOfTheRequest(String precision, long timestamp, long millis)
      throws IOException {
    write(Version.V1, "", precision, "m v=1 " + timestamp);

    assertThat(stored()).containsEntry("m_v{}", List.of(millis + "=1.0"));
  }

  @Test
  void theDatabaseIsALabelUnlessATagIsNamedSo() throws IOException {
    write(Version.V1, "telegraf", "", "a v=1\nb,db=mine v=1\n");
    write(Version.V1, "other", "", "a v=2\n");

    assertThat(stored())
        .containsOnlyKeys("a_v{db=\"telegraf\"}", "b_v{db=\"mine\"}", "a_v{db=\"other\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu              | missing fields",
        ",host=a v=1      | missing measurement",
        "cpu,host v=1     | missing tag value",
        "cpu,=a v=1       | missing tag key",
        "cpu v            | missing field value",
        "cpu =1           | missing field key",
        "cpu v=           | missing field value",
        "cpu v=one        | invalid number",
        "cpu v=1.5i       | unable to parse integer 1.5",
        "cpu v=NaN        | invalid number",
        "cpu v=1 soon     | bad timestamp",
        "cpu v=1 1 2      | bad timestamp",
        "cpu v=\"open     | unbalanced quotes",
      })
  void aBrokenLineIsToldAsInfluxDbDoesAndTheOthersAreStored(String line, String problem)
      throws IOException {
    PushReply reply = write("good v=1\n" + line);

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.body())
        .startsWith("{\"error\":\"partial write: unable to parse '")
        .contains(problem + " dropped=1");
    assertThat(stored()).containsOnlyKeys("good_v{}");
  }

  @Test
  void refusedPointsAreDroppedAndSaid() throws IOException {
    write("a v=1 1600000000000000000");
    PushReply v1 = write("a v=2 1600000000000000000\nb v=1 1600000000000000000");
    PushReply v2 = write(Version.V2, "", "", "a v=2 1600000000000000000");

    assertThat(v1.body()).contains("partial write: duplicate sample").contains("dropped=1");
    assertThat(v2.httpStatus()).isEqualTo(422);
    assertThat(v2.body())
        .startsWith("{\"code\":\"unprocessable entity\",\"message\":\"partial write:");
    assertThat(stored()).containsKey("b_v{}");
  }

  @Test
  void anUnknownPrecisionIsRefused() throws IOException {
    assertThat(write(Version.V2, "", "d", "a v=1").body())
        .isEqualTo(
            "{\"code\":\"invalid\",\"message\":\"invalid precision \\\"d\\\": use one of ns, us, ms, s, m, h\"}\n");
  }
}
