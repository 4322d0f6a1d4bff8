package io.vigie.server.http.v1;

import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;

/// A matrix on the steps of its query, for who draws it: the times are said once, and each series
/// is an array of JSON numbers, half as long as pairs of time and text and read by a browser in a
/// fifth of the time. `null` is a step without a sample; `"NaN"`, `"+Inf"` and `"-Inf"` are what
/// JSON has no number for.
final class ColumnsJson {
  /// Above this, gaps would take more room than times do.
  private static final int MOST_CELLS_PER_SAMPLE = 4;

  private ColumnsJson() {}

  /// Whether a value can be written so, and is shorter for it. Native histograms cannot.
  static boolean suits(Value value, RangeParameters range) {
    if (!(value instanceof Value.Matrix(var allSeries))) {
      return false;
    }
    long cells = 0;
    long samples = 0;
    for (MatrixSeries series : allSeries) {
      if (series.hasHistograms()) {
        return false;
      }
      samples += series.size();
      if (series.size() > 0) {
        cells += 1 + step(series, series.size() - 1, range) - step(series, 0, range);
      }
    }
    return cells <= MOST_CELLS_PER_SAMPLE * samples;
  }

  /// Writes kind and result of a value that [#suits].
  static void write(Value value, RangeParameters range, JsonWriter json) throws IOException {
    json.name("resultType").string("columns");
    json.name("start").timestamp(range.startMillis());
    json.name("step").timestamp(range.stepMillis());
    json.name("result").beginArray();
    if (value instanceof Value.Matrix(var allSeries)) {
      for (MatrixSeries series : allSeries) {
        column(series, range, json);
      }
    }
    json.endArray();
  }

  private static void column(MatrixSeries series, RangeParameters range, JsonWriter json)
      throws IOException {
    int next = series.size() == 0 ? 0 : step(series, 0, range);
    json.beginObject().name("metric").labels(series.labels());
    json.name("from").number(next).name("values").beginArray();
    for (int i = 0; i < series.size(); i++) {
      for (int step = step(series, i, range); next < step; next++) {
        json.nothing();
      }
      next++;
      double value = series.value(i);
      if (Double.isFinite(value)) {
        json.number(value);
      } else {
        json.sampleValue(value);
      }
    }
    json.endArray().endObject();
  }

  private static int step(MatrixSeries series, int sample, RangeParameters range) {
    return (int) ((series.timestampMillis(sample) - range.startMillis()) / range.stepMillis());
  }
}
