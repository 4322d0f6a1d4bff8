package io.vigie.server.http.v1;

import io.vigie.alerts.history.HistoryEvent;
import io.vigie.rules.replay.AlertChange;
import io.vigie.rules.replay.RuleProblem;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.TimeText;
import io.vigie.server.replay.ReplayReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/// Writes what a replay found; times are RFC 3339.
public final class ReplayJson {
  private ReplayJson() {}

  public static void write(ReplayReport report, JsonWriter json) throws IOException {
    json.beginObject();
    time("from", report.range().minMillis(), json);
    time("to", report.range().maxMillis(), json);
    json.name("evaluations").number(report.evaluations());
    json.name("recordedSamples").number(report.recordedSamples());
    json.name("alerts").beginArray();
    for (AlertChange change : report.changes()) {
      write(change, json);
    }
    json.endArray().name("notifications").beginArray();
    for (HistoryEvent event : report.events()) {
      HistoryApi.write(event, json);
    }
    json.endArray().name("problems").beginArray();
    for (RuleProblem problem : report.problems()) {
      write(problem, json);
    }
    json.endArray().endObject();
  }

  private static void time(String name, long millis, JsonWriter json) throws IOException {
    json.name(name).string(TimeText.format(Instant.ofEpochMilli(millis)));
  }

  private static void write(AlertChange change, JsonWriter json) throws IOException {
    json.beginObject();
    time("time", change.timestampMillis(), json);
    json.name("state").string(change.kind().name().toLowerCase(Locale.ROOT));
    json.name("file").string(change.file()).name("group").string(change.group());
    json.name("rule").string(change.rule()).name("labels").labels(change.labels());
    json.name("value").sampleValue(change.value());
    time("activeAt", change.activeAtMillis(), json);
    json.endObject();
  }

  private static void write(RuleProblem problem, JsonWriter json) throws IOException {
    json.beginObject().name("file").string(problem.file());
    json.name("line").number(problem.line()).name("group").string(problem.group());
    json.name("rule").string(problem.rule()).name("failures").number(problem.failures());
    time("first", problem.firstMillis(), json);
    json.name("error").string(problem.message()).endObject();
  }
}
