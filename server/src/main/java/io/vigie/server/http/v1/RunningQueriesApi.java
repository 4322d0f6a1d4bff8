package io.vigie.server.http.v1;

import io.vigie.promql.eval.ActiveQuery;
import io.vigie.promql.eval.FinishedQuery;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// `status/active_queries`: what runs now, and stopping it; `status/slow_queries`: what took
/// longest.
public final class RunningQueriesApi implements RouteGroup {
  private static final int DEFAULT_SLOW_QUERIES = 20;

  private final PromqlEngine engine;
  private final InstantSource clock;

  public RunningQueriesApi(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/status/active_queries", _ -> running())
        .delete("/status/active_queries/{id}", this::stop)
        .get("/status/slow_queries", this::slow);
  }

  private Answer running() {
    List<ActiveQuery> queries = engine.activeQueries().list();
    return Answer.of(json -> {
      json.beginArray();
      for (ActiveQuery query : queries) {
        json.beginObject().name("id").number(query.id()).name("query").string(query.query());
        json.name("caller").string(query.caller());
        json.name("runningSeconds").number(query.running().toNanos() / 1e9);
        json.name("waiting").bool(query.waiting());
        json.name("samplesRead").number(query.samplesRead());
        json.name("samplesHeld").number(query.samplesHeld());
        json.name("bytesHeld").number(query.bytesHeld()).endObject();
      }
      json.endArray();
    });
  }

  /// The query ends within moments, with an error for whoever asked it.
  private Answer stop(ApiRequest request) {
    String id = request.pathParameter("id");
    if (!engine.activeQueries().cancel(number(id))) {
      throw new ApiException(ErrorType.NOT_FOUND, "no query " + id + " is running");
    }
    return Answer.NOTHING;
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new ApiException(ErrorType.BAD_DATA, "\"" + id + "\" is no number of a query", e);
    }
  }

  private Answer slow(ApiRequest request) {
    int limit = request.limit();
    long now = clock.millis();
    List<FinishedQuery> queries =
        engine.slowQueries().list(limit == 0 ? DEFAULT_SLOW_QUERIES : limit);
    return Answer.of(json -> {
      json.beginArray();
      for (FinishedQuery query : queries) {
        finished(query, now - query.ended().toMillis(), json);
      }
      json.endArray();
    });
  }

  private static void finished(FinishedQuery query, long endedMillis, JsonWriter json)
      throws IOException {
    json.beginObject().name("query").string(query.query()).name("caller").string(query.caller());
    json.name("endedAt").timestamp(endedMillis);
    json.name("durationSeconds").number(query.duration().toNanos() / 1e9);
    json.name("samplesRead").number(query.samplesRead());
    json.name("peakSamples").number(query.peakSamples());
    if (query.error().isPresent()) {
      json.name("error").string(query.error().get());
    }
    json.endObject();
  }
}
