package io.vigie.server.http.v1;

import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryResult;
import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.Value;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// `query`, `query_range` and the list of running queries.
public final class QueryApi implements RouteGroup {
  /// Enough for a minute's resolution over a week, or an hour's over a year.
  private static final long MAX_POINTS_PER_SERIES = 11_000;

  private static final int MAX_REMARKS = 10;

  private final PromqlEngine engine;
  private final InstantSource clock;

  public QueryApi(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .getAndPost("/query", this::instant)
        .getAndPost("/query_range", this::range)
        .get("/status/active_queries", _ -> activeQueries());
  }

  private Answer instant(ApiRequest request) {
    int limit = request.limit();
    long timeMillis = request.timeMillis("time", clock.millis());
    return run(
        request, limit, options -> engine.instant(request.parameter("query"), timeMillis, options));
  }

  private Answer range(ApiRequest request) {
    int limit = request.limit();
    long startMillis = request.timeMillis("start");
    long endMillis = request.timeMillis("end");
    if (endMillis < startMillis) {
      throw ApiException.invalidParameter("end", "end timestamp must not be before start time");
    }
    long stepMillis = stepMillis(request);
    if ((endMillis - startMillis) / stepMillis > MAX_POINTS_PER_SERIES) {
      throw new ApiException(
          ErrorType.BAD_DATA,
          "exceeded maximum resolution of 11,000 points per timeseries."
              + " Try decreasing the query resolution (?step=XX)");
    }
    return run(
        request,
        limit,
        options ->
            engine.range(request.parameter("query"), startMillis, endMillis, stepMillis, options));
  }

  private static long stepMillis(ApiRequest request) {
    Duration step = request.duration("step");
    if (!step.isPositive()) {
      throw ApiException.invalidParameter(
          "step",
          "zero or negative query resolution step widths are not accepted."
              + " Try a positive integer");
    }
    // Steps below the resolution of timestamps would be no steps.
    return Math.max(1, step.toMillis());
  }

  /// One evaluation, whatever its kind.
  @FunctionalInterface
  private interface Evaluation {
    QueryResult evaluate(QueryOptions options);
  }

  private Answer run(ApiRequest request, int limit, Evaluation evaluation) {
    String stats = request.parameter("stats");
    Cancellation cancellation = new Cancellation();
    QueryOptions options = options(request, stats, cancellation);
    try (var _ = request.onDisconnect(cancellation::cancel)) {
      return answer(evaluation.evaluate(options), limit, stats);
    } catch (QueryException e) {
      throw toApiException(e);
    }
  }

  private static QueryOptions options(ApiRequest request, String stats, Cancellation cancellation) {
    Optional<Duration> timeout = request.optionalDuration("timeout");
    if (timeout.isPresent() && !timeout.get().isPositive()) {
      throw new ApiException(ErrorType.TIMEOUT, "query timed out in query queue");
    }
    Optional<Duration> lookback = Optional.empty();
    String lookbackText = request.parameter("lookback_delta");
    if (!lookbackText.isEmpty()) {
      lookback = TimeText.parseDuration(lookbackText).filter(delta -> !delta.isNegative());
      if (lookback.isEmpty()) {
        throw new ApiException(
            ErrorType.BAD_DATA,
            "error parsing lookback delta duration: cannot parse \"%s\" to a valid duration"
                .formatted(lookbackText));
      }
    }
    return new QueryOptions(
        lookback.filter(Duration::isPositive),
        timeout,
        Optional.empty(),
        stats.equals("all"),
        cancellation);
  }

  private static Answer answer(QueryResult result, int limit, String stats) {
    Annotations remarks = result.annotations().limited(MAX_REMARKS);
    Optional<Value> cut = Truncation.apply(result.value(), limit);
    Value value = cut.orElse(result.value());
    Answer answer =
        new Answer(
            Optional.of(json -> {
              json.beginObject().name("resultType").string(value.typeName()).name("result");
              ValueJson.write(value, json);
              if (!stats.isEmpty()) {
                json.name("stats");
                StatisticsJson.write(result.statistics(), json);
              }
              json.endObject();
            }),
            remarks.warnings(),
            remarks.infos());
    if (cut.isPresent()) {
      answer = answer.withWarning(Answer.TRUNCATED);
    }
    if (!stats.isEmpty() && !stats.equals("true") && !stats.equals("all")) {
      answer =
          answer.withWarning(
              "value \"%s\" for parameter \"stats\" is deprecated and will be rejected in the next"
                      .formatted(stats)
                  + " major release, use \"true\" or \"all\"");
    }
    return answer;
  }

  static ApiException toApiException(QueryException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD_DATA ->
          message.startsWith("invalid parameter")
              ? new ApiException(ErrorType.BAD_DATA, message, e)
              : ApiException.invalidParameter("query", message);
      case EXECUTION, TOO_MANY_SAMPLES -> new ApiException(ErrorType.EXECUTION, message, e);
      case TIMEOUT -> new ApiException(ErrorType.TIMEOUT, message, e);
      case CANCELED -> new ApiException(ErrorType.CANCELED, message, e);
      case INTERNAL -> new ApiException(ErrorType.INTERNAL, message, e);
    };
  }

  private Answer activeQueries() {
    var queries = engine.activeQueries().list();
    return Answer.of(json -> {
      json.beginArray();
      for (var query : queries) {
        json.beginObject().name("id").number(query.id()).name("query").string(query.query());
        json.name("runningSeconds").number(query.running().toNanos() / 1e9);
        json.name("waiting").bool(query.waiting());
        json.name("samplesRead").number(query.samplesRead());
        json.name("samplesHeld").number(query.samplesHeld());
        json.name("bytesHeld").number(query.bytesHeld()).endObject();
      }
      json.endArray();
    });
  }
}
