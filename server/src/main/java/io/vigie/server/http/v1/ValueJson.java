package io.vigie.server.http.v1;

import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;

/// Results of queries as JSON.
final class ValueJson {
  private ValueJson() {}

  static void write(Value value, JsonWriter json) throws IOException {
    switch (value) {
      case Value.Scalar(long timestampMillis, double scalar) ->
          json.beginArray().timestamp(timestampMillis).sampleValue(scalar).endArray();
      case Value.Text(long timestampMillis, String text) ->
          json.beginArray().timestamp(timestampMillis).string(text).endArray();
      case Value.Vector(var elements) -> {
        json.beginArray();
        for (VectorElement element : elements) {
          element(element, json);
        }
        json.endArray();
      }
      case Value.Matrix(var allSeries) -> {
        json.beginArray();
        for (MatrixSeries series : allSeries) {
          series(series, json);
        }
        json.endArray();
      }
    }
  }

  private static void element(VectorElement element, JsonWriter json) throws IOException {
    json.beginObject().name("metric").labels(element.labels());
    json.name(element.isHistogram() ? "histogram" : "value").beginArray();
    json.timestamp(element.timestampMillis());
    if (element.histogram().isPresent()) {
      HistogramJson.write(element.histogram().get(), json);
    } else {
      json.sampleValue(element.value());
    }
    json.endArray().endObject();
  }

  /// Floats first, then histograms; either may be missing.
  private static void series(MatrixSeries series, JsonWriter json) throws IOException {
    json.beginObject().name("metric").labels(series.labels());
    points(series, false, "values", json);
    if (series.hasHistograms()) {
      points(series, true, "histograms", json);
    }
    json.endObject();
  }

  private static void points(MatrixSeries series, boolean histograms, String name, JsonWriter json)
      throws IOException {
    boolean begun = false;
    for (int i = 0; i < series.size(); i++) {
      if (series.isHistogram(i) != histograms) {
        continue;
      }
      if (!begun) {
        json.name(name).beginArray();
        begun = true;
      }
      json.beginArray().timestamp(series.timestampMillis(i));
      if (histograms) {
        HistogramJson.write(series.histogram(i), json);
      } else {
        json.sampleValue(series.value(i));
      }
      json.endArray();
    }
    if (begun) {
      json.endArray();
    }
  }
}
