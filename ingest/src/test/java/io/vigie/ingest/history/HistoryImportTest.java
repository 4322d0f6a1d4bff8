package io.vigie.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.vigie.ingest.history.ImportRequest.Kind;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryImportTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";

  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final HistoryImport history =
      new HistoryImport(
          store, new FakeClock(Instant.ofEpochMilli(NOW)), () -> PushRules.NONE, Meters.NONE);
  private final List<String> progress = new ArrayList<>();

  private PushReply take(ImportRequest request, byte[] body) throws IOException {
    return history.take(request, new ByteArrayInputStream(body), progress::add);
  }

  private JsonNode take(Kind kind, String contentType, String format, String body)
      throws IOException {
    PushReply reply =
        take(
            new ImportRequest(kind, contentType, "", format, "", List.of()),
            body.getBytes(StandardCharsets.UTF_8));
    return JsonMapper.shared().readTree(reply.body());
  }

  private JsonNode take(String body) throws IOException {
    return take(Kind.ANY, "application/x-www-form-urlencoded", "", body);
  }

  @Test
  void textHasMillisecondsAndOpenMetricsSeconds() throws IOException {
    JsonNode text =
        take("# TYPE x counter\nx{a=\"1\"} 5 1600000000000\nx{a=\"1\"} 6 1600000015000\n");
    JsonNode openMetrics =
        take(
            Kind.ANY, OPENMETRICS, "", "# TYPE y gauge\ny 1 1600000000\ny 2 1600000015.5\n# EOF\n");

    assertThat(text.path("status").asString()).isEqualTo("success");
    assertThat(openMetrics.path("data"))
        .hasToString("{\"lines\":4,\"bytes\":53,\"samples\":2,\"rejected\":0}");
    assertThat(StoredSamples.of(store))
        .isEqualTo(
            Map.of(
                "x{a=\"1\"}", List.of("1600000000000=5.0", "1600000015000=6.0"),
                "y{}", List.of("1600000000000=1.0", "1600000015500=2.0")));
  }

  @Test
  void secondsSentAsTextAreNotTakenForTheYear1970() throws IOException {
    JsonNode answer = take("x 5 1600000000\n");

    assertThat(answer.path("error").asString()).contains("application/openmetrics-text");
    assertThat(StoredSamples.of(store).values()).allMatch(List::isEmpty);
  }

  @Test
  void aSampleWithoutTimestampIsOfNowOrAsTheParameterSays() throws IOException {
    take("x 5\n");
    PushReply reply =
        take(
            new ImportRequest(
                Kind.TEXT, "", "", "", "1600000000000", List.of("site=paris", "x=1=2")),
            "y 5".getBytes(StandardCharsets.UTF_8));

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(StoredSamples.of(store))
        .containsEntry("x{}", List.of("1700000000000=5.0"))
        .containsEntry("y{site=\"paris\", x=\"1=2\"}", List.of("1600000000000=5.0"));
  }

  @Test
  void jsonLinesAreThoseOfVictoriaMetrics() throws IOException {
    JsonNode answer =
        take(
            """
            {"metric":{"__name__":"up","job":"a"},"values":[1,0.5,null,"Infinity"],"timestamps":[1600000000000,1600000015000,1600000030000,1600000045000]}

            {"timestamps":[1600000000000],"values":[2],"metric":{"job":"b","__name__":"up"}}
            """);

    assertThat(answer.path("data").path("samples").asLong()).isEqualTo(5);
    assertThat(StoredSamples.of(store))
        .containsEntry(
            "up{job=\"a\"}",
            List.of(
                "1600000000000=1.0",
                "1600000015000=0.5",
                "1600000030000=NaN",
                "1600000045000=Infinity"))
        .containsEntry("up{job=\"b\"}", List.of("1600000000000=2.0"));
  }

  @Test
  void columnsOfCsvAreWhatTheFormatSays() throws IOException {
    JsonNode answer =
        take(
            Kind.CSV,
            "text/csv",
            "2:metric:celsius,1:label:room,3:time:rfc3339,4:metric:humidity",
            """
            room,celsius,time,humidity
            "bed, large",19.5,2020-09-13T12:26:40Z,
            bath,23,2020-09-13T12:26:40Z,60
            """);

    assertThat(answer.path("data").path("samples").asLong()).isEqualTo(3);
    assertThat(StoredSamples.of(store))
        .isEqualTo(
            Map.of(
                "celsius{room=\"bed, large\"}", List.of("1600000000000=19.5"),
                "celsius{room=\"bath\"}", List.of("1600000000000=23.0"),
                "humidity{room=\"bath\"}", List.of("1600000000000=60.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | the parameter \"format\" is missing",
        "1:label:a                 | names no column as a metric",
        "0:metric:a                | \"0\" is no number of a column, from 1",
        "1:value:a                 | \"value\" is not metric, label or time",
        "1:metric                  | is not <column>:<metric|label|time>:<name or kind of time>",
        "1:metric:a,2:time:custom:x | \"custom:x\" is not unix_s, unix_ms, unix_ns or rfc3339",
      })
  void aFormatThatMeansNothingIsExplained(String format, String problem) throws IOException {
    assertThat(take(Kind.CSV, "text/csv", format, "1\n").path("error").asString())
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "x 1 1600000000000      | x{ 2 1600000000000 | expected",
        "{\"metric\":{\"__name__\":\"x\"},\"values\":[1],\"timestamps\":[1600000000000]} | {\"metric\":{}, | not JSON",
        "{\"metric\":{\"__name__\":\"x\"},\"values\":[1],\"timestamps\":[1600000000000]} | {\"metric\":{\"__name__\":\"x\"},\"values\":[1]} | 1 values and 0 timestamps",
      })
  void aBrokenLineEndsTheImportAndSaysWhereToGoOn(String good, String bad, String problem)
      throws IOException {
    JsonNode answer = take("\n" + good + "\n" + bad + "\n" + good + "\n");

    int offset = good.length() + 2;
    assertThat(answer.path("error").asString())
        .contains(problem)
        .contains("line 3, which begins after " + offset + " bytes")
        .contains("1 samples in 2 lines (" + offset + " bytes) are stored")
        .contains("mend that line and send from there");
    assertThat(answer.path("data").path("bytes").asInt()).isEqualTo(offset);
    assertThat(StoredSamples.of(store).get("x{}")).containsExactly("1600000000000=1.0");
  }

  @Test
  void refusedSamplesAreNamedAndTheRestIsStored() throws IOException {
    take("x 1 1600000000000\n");
    JsonNode answer = take("x 2 1600000000000\nx 2 1700009999000\nx 3 1600000015000\n");

    assertThat(answer.path("status").asString()).isEqualTo("error");
    assertThat(answer.path("error").asString())
        .contains("2 samples are refused: duplicate sample for timestamp 1600000000000")
        .contains("too far in the future");
    assertThat(StoredSamples.of(store).get("x{}"))
        .containsExactly("1600000000000=1.0", "1600000015000=3.0");
  }

  @Test
  void aLargeBodyIsStoredBlockByBlock() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      body.append("x ").append(i).append(' ').append(1_600_000_000_000L + i).append('\n');
    }
    byte[] compressed = Zstd.compress(body.toString().getBytes(StandardCharsets.UTF_8));
    PushReply reply = take(new ImportRequest(Kind.TEXT, "", "zstd", "", "", List.of()), compressed);

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(progress.size()).isGreaterThan(3);
    assertThat(progress.getLast()).contains("\"lines\":200000").contains("\"samples\":200000");
    assertThat(StoredSamples.of(store).get("x{}")).hasSize(200_000);
  }

  @Test
  void aBodyCutShortIsStoredAsFarAsItGoes() throws IOException {
    byte[] compressed =
        Zstd.compress("x 1 1600000000000\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    PushReply reply = take(new ImportRequest(Kind.TEXT, "", "gzip", "", "", List.of()), compressed);

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.body()).contains("the body is not gzip");
  }
}
