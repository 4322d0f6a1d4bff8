package io.vigie.server.query;

import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.StepGrid;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.v1.StatisticsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// A line of the query log, with the fields that Prometheus writes.
final class QueryLogLine {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private QueryLogLine() {}

  static String of(
      Instant now,
      String query,
      StepGrid grid,
      QueryStatistics statistics,
      Optional<QueryException> failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    JsonWriter json = new JsonWriter(bytes);
    try {
      json.beginObject().name("time").string(MILLISECONDS.format(now));
      json.name("level").string("INFO").name("msg").string("promql query logged");
      parameters(query, grid, json);
      if (failure.isPresent()) {
        json.name("error").string(String.valueOf(failure.get().getMessage()));
      }
      json.name("stats");
      StatisticsJson.write(statistics, json);
      if (QueryOrigin.CURRENT.isBound()) {
        origin(QueryOrigin.CURRENT.get(), json);
      }
      json.endObject().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// The step is in whole seconds, as in Prometheus; 0 for an instant.
  private static void parameters(String query, StepGrid grid, JsonWriter json) throws IOException {
    json.name("params").beginObject();
    json.name("end").string(date(grid.endMillis())).name("query").string(query);
    json.name("start").string(date(grid.startMillis()));
    json.name("step").number(grid.stepMillis() / 1000).endObject();
  }

  private static String date(long millis) {
    return MILLISECONDS.format(Instant.ofEpochMilli(millis));
  }

  private static void origin(QueryOrigin origin, JsonWriter json) throws IOException {
    switch (origin) {
      case QueryOrigin.HttpRequest(String clientAddress, String method, String path) -> {
        json.name("httpRequest").beginObject().name("clientIP").string(clientAddress);
        json.name("method").string(method).name("path").string(path).endObject();
      }
      case QueryOrigin.RuleGroup(String file, String name) -> {
        json.name("ruleGroup").beginObject().name("file").string(file);
        json.name("name").string(name).endObject();
      }
    }
  }
}
