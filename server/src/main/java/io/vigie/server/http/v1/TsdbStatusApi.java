package io.vigie.server.http.v1;

import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.tsdb.HeadStatistics;
import io.vigie.tsdb.RecoveryReport;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.part.PartInfo;
import java.io.IOException;
import java.util.List;

/// `status/tsdb`, `status/tsdb/blocks` and `status/walreplay`: what the store holds.
public final class TsdbStatusApi implements RouteGroup {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 10_000;

  private final Tsdb tsdb;

  public TsdbStatusApi(Tsdb tsdb) {
    this.tsdb = tsdb;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/status/tsdb", this::head)
        .get("/status/tsdb/blocks", _ -> blocks())
        .getAlways("/status/walreplay", _ -> recovery());
  }

  private Answer head(ApiRequest request) throws IOException {
    HeadStatistics head = tsdb.headStatistics(limit(request));
    return Answer.of(json -> {
      json.beginObject().name("headStats").beginObject();
      json.name("numSeries").number(head.seriesCount());
      json.name("numLabelPairs").number(head.labelPairCount());
      json.name("chunkCount").number(head.chunkCount());
      json.name("minTime").number(head.minMillis());
      json.name("maxTime").number(head.maxMillis()).endObject();
      entries("seriesCountByMetricName", head.seriesCountByMetricName(), json);
      entries("labelValueCountByLabelName", head.labelValueCountByLabelName(), json);
      entries("memoryInBytesByLabelName", head.memoryInBytesByLabelName(), json);
      entries("seriesCountByLabelValuePair", head.seriesCountByLabelValuePair(), json);
      json.endObject();
    });
  }

  private static int limit(ApiRequest request) {
    String text = request.parameter("limit");
    int limit = DEFAULT_LIMIT;
    try {
      limit = text.isEmpty() ? DEFAULT_LIMIT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      limit = 0;
    }
    if (limit < 1) {
      throw new ApiException(ErrorType.BAD_DATA, "limit must be a positive number");
    }
    if (limit > MAX_LIMIT) {
      throw new ApiException(ErrorType.BAD_DATA, "limit must not exceed " + MAX_LIMIT);
    }
    return limit;
  }

  private static void entries(String name, List<HeadStatistics.Entry> entries, JsonWriter json)
      throws IOException {
    json.name(name).beginArray();
    for (HeadStatistics.Entry entry : entries) {
      json.beginObject().name("name").string(entry.name());
      json.name("value").number(entry.value()).endObject();
    }
    json.endArray();
  }

  /// Parts stand where Prometheus has blocks; their names stand where it has identifiers.
  private Answer blocks() {
    List<PartInfo> parts = tsdb.parts();
    return Answer.of(json -> {
      json.beginObject().name("blocks").beginArray();
      for (PartInfo part : parts) {
        block(part, json);
      }
      json.endArray().endObject();
    });
  }

  private static void block(PartInfo part, JsonWriter json) throws IOException {
    json.beginObject().name("ulid").string(part.partitionStartMillis() + "/" + part.fileName());
    json.name("minTime").number(part.minMillis()).name("maxTime").number(part.maxMillis());
    json.name("stats").beginObject().name("numSamples").number(part.samples());
    json.name("numSeries").number(part.series()).endObject();
    json.name("compaction").beginObject().name("level").number(1).endObject();
    json.name("version").number(1).endObject();
  }

  /// The journal is read before the first request is served, so it is always done.
  private Answer recovery() {
    RecoveryReport report = tsdb.recovery();
    return Answer.of(json -> {
      json.beginObject().name("min").number(report.firstSegment());
      json.name("max").number(report.lastSegment());
      json.name("current").number(report.lastSegment());
      json.name("durationSeconds").number(report.duration().toNanos() / 1e9);
      json.name("samples").number(report.samples()).endObject();
    });
  }
}
