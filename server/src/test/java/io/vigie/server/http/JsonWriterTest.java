package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
  @FunctionalInterface
  private interface Writing {
    void write(JsonWriter json) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(out);
    writing.write(json);
    json.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void setsCommasByItself() throws IOException {
    assertThat(
            written(json -> {
              json.beginObject().name("a").beginArray().number(1).number(2).endArray();
              json.name("b").beginObject().endObject().name("c").bool(true);
              json.name("d").nothing().name("e").labels(Labels.of("x", "y", "a", "b"));
              json.endObject();
            }))
        .isEqualTo("{\"a\":[1,2],\"b\":{},\"c\":true,\"d\":null,\"e\":{\"a\":\"b\",\"x\":\"y\"}}");
  }

  @Test
  void writesTextsThatEveryReaderUnderstands() throws IOException {
    String text = "quote \" slash \\ line\n tab\t bell\u0007 é 日本 🔭 half \ud83d end";
    String json = written(writer -> writer.string(text));
    assertThat(JsonMapper.shared().readValue(json, String.class))
        .isEqualTo(text.replace("\ud83d end", "\ufffd end"));
  }

  @Test
  void writesMoreThanItsBuffer() throws IOException {
    String text = "é".repeat(100_000);
    assertThat(JsonMapper.shared().readValue(written(w -> w.string(text)), String.class))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1435781451781, 1435781451.781", "1435781451000, 1435781451", "1001, 1.001",
    "1010, 1.01", "1100, 1.1", "-1, -0.001", "-1500, -1.5"
  })
  void writesTimestampsAsSeconds(long millis, String expected) throws IOException {
    String text = written(json -> json.timestamp(millis));
    assertThat(Double.parseDouble(text)).isEqualTo(Double.parseDouble(expected));
    assertThat(text).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void writesTimestampsAfterOneAnother() throws IOException {
    long[] seconds = {0, 9_999, 10_000, 19_999, 20_000, 20_001, 9, 1_435_780_000, 1_435_789_999L};
    String text =
        written(json -> {
          json.beginArray();
          for (long second : seconds) {
            json.timestamp(second * 1000).timestamp(-second * 1000 - 1);
          }
          json.endArray();
        });
    StringBuilder expected = new StringBuilder();
    for (long second : seconds) {
      expected.append(',').append(second).append(",-").append(second).append(".001");
    }
    assertThat(text).isEqualTo("[" + expected.substring(1) + "]");
  }

  @Test
  void writesSampleValuesAsTexts() throws IOException {
    assertThat(
            written(json -> {
              json.beginArray().sampleValue(1.5).sampleValue(Double.NaN);
              json.sampleValue(Double.POSITIVE_INFINITY).endArray();
            }))
        .isEqualTo("[\"1.5\",\"NaN\",\"+Inf\"]");
  }

  @Test
  void refusesNumbersThatJsonDoesNotKnow() {
    assertThatThrownBy(() -> written(json -> json.number(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
