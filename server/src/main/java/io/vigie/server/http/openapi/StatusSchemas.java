package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.mapOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// The server itself: how it runs, what it stores, what it knows to do, what it has to say.
final class StatusSchemas {
  private StatusSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("Flags", mapOf(text()), true);
    all.put("Features", mapOf(mapOf(flag())), true);
    all.put("RuntimeInfo", runtime(), true);
    all.put("BuildInfo", build(), true);
    all.put("Notification", object("text", text(), "date", time(), "active", flag()), true);
    all.put("NotificationEvent", event("Notification"), true);
    addQueries(all);
    addStore(all);
  }

  /// A server-sent event whose data is JSON.
  ///
  /// @param data name of the schema of the data
  static EffectiveMapping event(String data) {
    return object(
        "event?", text(),
        "data",
            mapping(
                "type", "string",
                "contentMediaType", "application/json",
                "contentSchema", schema(data)));
  }

  private static EffectiveMapping runtime() {
    return object(
        "startTime", time(),
        "CWD", text(),
        "hostname", text(),
        "serverTime", time(),
        "reloadConfigSuccess", flag(),
        "lastConfigTime", time(),
        "corruptionCount", whole(),
        "goroutineCount", whole(),
        "GOMAXPROCS", whole(),
        "GOMEMLIMIT", whole(),
        "GOGC", text(),
        "GODEBUG", text(),
        "storageRetention", text());
  }

  private static EffectiveMapping build() {
    return object(
        "version", text(),
        "revision", text(),
        "branch", text(),
        "buildUser", text(),
        "buildDate", text(),
        "goVersion", text(),
        "vigieVersion", text());
  }

  private static void addQueries(EffectiveMapping all) {
    all.put(
        "ActiveQuery",
        object(
            "id", whole(),
            "query", text(),
            "caller", text(),
            "runningSeconds", number(),
            "waiting", flag(),
            "samplesRead", whole(),
            "samplesHeld", whole(),
            "bytesHeld", whole()),
        true);
    all.put(
        "FinishedQuery",
        object(
            "query", text(),
            "caller", text(),
            "endedAt", number(),
            "durationSeconds", number(),
            "samplesRead", whole(),
            "peakSamples", whole(),
            "error?", text()),
        true);
  }

  private static void addStore(EffectiveMapping all) {
    EffectiveMapping counts = listOf(object("name", text(), "value", whole()));
    EffectiveMapping head =
        object(
            "numSeries", whole(),
            "numLabelPairs", whole(),
            "chunkCount", whole(),
            "minTime", whole(),
            "maxTime", whole());
    all.put(
        "StoreStatistics",
        object(
            "headStats", head,
            "seriesCountByMetricName", counts,
            "labelValueCountByLabelName", counts,
            "memoryInBytesByLabelName", counts,
            "seriesCountByLabelValuePair", counts),
        true);
    all.put("Blocks", object("blocks", listOf(block())), true);
    all.put(
        "Recovery",
        object(
            "min", whole(),
            "max", whole(),
            "current", whole(),
            "durationSeconds", number(),
            "samples", whole()),
        true);
    all.put("Snapshot", object("name", text()), true);
  }

  private static EffectiveMapping block() {
    return object(
        "ulid", text(),
        "minTime", whole(),
        "maxTime", whole(),
        "stats", object("numSamples", whole(), "numSeries", whole()),
        "compaction", object("level", whole()),
        "version", whole());
  }
}
