package io.vigie.server.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.server.http.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsJsonTest {
  private static final RangeParameters RANGE = new RangeParameters(100_000, 160_000, 10_000);

  private static MatrixSeries series(long[] seconds, double... values) {
    long[] millis = Arrays.stream(seconds).map(each -> each * 1000).toArray();
    return MatrixSeries.of(Labels.of("job", "a"), millis, values);
  }

  private static String written(MatrixSeries... series) throws IOException {
    Value value = new Value.Matrix(List.of(series));
    assertThat(ColumnsJson.suits(value, RANGE)).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    ColumnsJson.write(value, RANGE, json);
    json.endObject().flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String column(int from, String values) {
    return "{\"resultType\":\"columns\",\"start\":100,\"step\":10,\"result\":[{\"metric\":{\"job\":\"a\"},"
        + "\"from\":%d,\"values\":[%s]}]}".formatted(from, values);
  }

  @Test
  void timesAreSaidOnceAndValuesAreNumbers() throws IOException {
    assertThat(written(series(new long[] {100, 110, 120}, 1, 0.5, -2)))
        .isEqualTo(column(0, "1,0.5,-2"));
  }

  @Test
  void aColumnBeginsAndEndsWithItsSamplesAndSaysWhatIsMissingBetween() throws IOException {
    assertThat(written(series(new long[] {120, 130, 150}, 1, 2, 3)))
        .isEqualTo(column(2, "1,2,null,3"));
  }

  @Test
  void whatIsNoNumberInJsonIsText() throws IOException {
    assertThat(
            written(
                series(
                    new long[] {100, 110, 120},
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY)))
        .isEqualTo(column(0, "\"NaN\",\"+Inf\",\"-Inf\""));
  }

  @Test
  void nothingIsAnEmptyList() throws IOException {
    assertThat(written())
        .isEqualTo("{\"resultType\":\"columns\",\"start\":100,\"step\":10,\"result\":[]}");
  }

  @Test
  void samplesFarApartAreShorterWithTheirTimes() {
    Value sparse = new Value.Matrix(List.of(series(new long[] {100, 2100}, 1, 2)));
    assertThat(ColumnsJson.suits(sparse, RANGE)).isFalse();
  }

  @Test
  void histogramsHaveNoColumn() {
    @Nullable Histogram[] histograms = {null};
    Value value =
        new Value.Matrix(
            List.of(
                MatrixSeries.of(Labels.EMPTY, new long[] {100_000}, new double[] {1}, histograms)));
    assertThat(ColumnsJson.suits(value, RANGE)).isFalse();
    assertThat(ColumnsJson.suits(new Value.Scalar(0, 1), RANGE)).isFalse();
  }
}
