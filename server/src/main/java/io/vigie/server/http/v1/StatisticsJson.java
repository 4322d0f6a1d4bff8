package io.vigie.server.http.v1;

import io.vigie.promql.value.QueryStatistics;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;

/// What a query cost, as JSON; times are seconds.
public final class StatisticsJson {
  private StatisticsJson() {}

  public static void write(QueryStatistics statistics, JsonWriter json) throws IOException {
    QueryStatistics.Timings timings = statistics.timings();
    json.beginObject().name("timings").beginObject();
    json.name("evalTotalTime").number(seconds(timings.evaluationNanos()));
    json.name("resultSortTime").number(seconds(timings.sortNanos()));
    json.name("queryPreparationTime").number(seconds(timings.preparationNanos()));
    json.name("innerEvalTime").number(seconds(timings.computationNanos()));
    json.name("execQueueTime").number(seconds(timings.queueNanos()));
    json.name("execTotalTime").number(seconds(timings.totalNanos()));
    json.endObject().name("samples").beginObject();
    steps(statistics.steps(), json);
    json.name("totalQueryableSamples").number(statistics.totalSamples());
    json.name("samplesRead").number(statistics.samplesRead());
    json.name("peakSamples").number(statistics.peakSamples());
    json.endObject().endObject();
  }

  private static void steps(QueryStatistics.Steps steps, JsonWriter json) throws IOException {
    if (steps.size() == 0) {
      return;
    }
    json.name("totalQueryableSamplesPerStep").beginArray();
    for (int i = 0; i < steps.size(); i++) {
      json.beginArray().timestamp(steps.timestampMillis(i)).number(steps.totalSamples(i));
      json.endArray();
    }
    json.endArray().name("samplesReadPerStep").beginArray();
    for (int i = 0; i < steps.size(); i++) {
      json.beginArray().timestamp(steps.timestampMillis(i)).number(steps.samplesRead(i));
      json.endArray();
    }
    json.endArray();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
