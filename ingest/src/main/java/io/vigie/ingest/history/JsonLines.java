package io.vigie.ingest.history;

import io.vigie.ingest.intake.InvalidSeriesException;
import io.vigie.ingest.intake.LabelPairs;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// One series a line, as VictoriaMetrics exports it: `{"metric":{"__name__":"up","job":"a"},
/// "values":[1,0],"timestamps":[1700000000000,1700000015000]}`, with milliseconds. `null` is NaN.
final class JsonLines extends LineFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private final Labels extra;
  private final LabelPairs labels = new LabelPairs();
  private final DoubleArrayList values = new DoubleArrayList();
  private final LongArrayList timestamps = new LongArrayList();
  private boolean hasMetric;

  /// @param extra labels put on every series
  JsonLines(Labels extra) {
    this.extra = extra;
  }

  @Override
  void line(byte[] bytes, int start, int end, boolean first, PushBatch batch)
      throws MalformedMessageException {
    labels.clear();
    values.clear();
    timestamps.clear();
    hasMetric = false;
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), bytes, start, end - start)) {
      readObject(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!hasMetric || values.size() != timestamps.size()) {
      throw new IllegalArgumentException(
          hasMetric
              ? "%d values and %d timestamps: there must be as many"
                  .formatted(values.size(), timestamps.size())
              : "there is no \"metric\" with the labels of the series");
    }
    try {
      batch.series(TextLines.with(labels.toSeries(), extra));
    } catch (InvalidSeriesException e) {
      batch.refuseSeries(String.valueOf(e.getMessage()));
    }
    for (int i = 0; i < values.size(); i++) {
      batch.append(timestamps.getLong(i), values.getDouble(i));
    }
  }

  private void readObject(JsonParser json) {
    expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = String.valueOf(json.currentName());
      JsonToken value = json.nextToken();
      switch (name) {
        case "metric" -> readLabels(json, value);
        case "values" -> readValues(json, value);
        case "timestamps" -> readTimestamps(json, value);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("there is something after the object");
    }
  }

  private static void expect(JsonToken token, JsonToken wanted, String words) {
    if (token != wanted) {
      throw new IllegalArgumentException("expected " + words + " there, found " + token);
    }
  }

  private void readLabels(JsonParser json, JsonToken first) {
    expect(first, JsonToken.START_OBJECT, "\"metric\" to be an object");
    hasMetric = true;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = String.valueOf(json.currentName());
      expect(json.nextToken(), JsonToken.VALUE_STRING, "the value of label \"" + name + "\"");
      labels.add(name, json.getString());
    }
  }

  private void readValues(JsonParser json, JsonToken first) {
    expect(first, JsonToken.START_ARRAY, "\"values\" to be a list");
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      values.add(
          switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_NULL -> Staleness.ORDINARY_NAN;
            case VALUE_STRING -> special(json.getString());
            default -> throw new IllegalArgumentException("a value is " + token + ", no number");
          });
    }
  }

  private static double special(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Staleness.ORDINARY_NAN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void readTimestamps(JsonParser json, JsonToken first) {
    expect(first, JsonToken.START_ARRAY, "\"timestamps\" to be a list");
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      expect(token, JsonToken.VALUE_NUMBER_INT, "milliseconds as a whole number");
      timestamps.add(json.getLongValue());
    }
  }
}
