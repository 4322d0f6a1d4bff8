package io.vigie.server.http.v1;

import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.promql.eval.QueryResult;
import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.Value;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// `query` and `query_range`.
public final class QueryApi implements RouteGroup {
  private static final int MAX_REMARKS = 10;

  private final PromqlEngine engine;
  private final InstantSource clock;

  public QueryApi(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/query", this::instant).getAndPost("/query_range", this::range);
  }

  private Answer instant(ApiRequest request) {
    int limit = request.limit();
    long timeMillis = request.timeMillis("time", clock.millis());
    return run(
        request,
        limit,
        options -> engine.instant(request.parameter("query"), timeMillis, options),
        QueryApi::writePlain);
  }

  private Answer range(ApiRequest request) {
    int limit = request.limit();
    RangeParameters range = RangeParameters.of(request);
    return run(
        request,
        limit,
        options ->
            engine.range(
                request.parameter("query"),
                range.startMillis(),
                range.endMillis(),
                range.stepMillis(),
                options),
        request.parameter("columns").equals("1")
            ? (value, json) -> writeColumns(value, range, json)
            : QueryApi::writePlain);
  }

  /// One evaluation, whatever its kind.
  @FunctionalInterface
  private interface Evaluation {
    QueryResult evaluate(QueryOptions options);
  }

  /// Writes kind and result of a value into an object.
  @FunctionalInterface
  private interface Form {
    void write(Value value, JsonWriter json) throws IOException;
  }

  private static void writePlain(Value value, JsonWriter json) throws IOException {
    json.name("resultType").string(value.typeName()).name("result");
    ValueJson.write(value, json);
  }

  private static void writeColumns(Value value, RangeParameters range, JsonWriter json)
      throws IOException {
    if (ColumnsJson.suits(value, range)) {
      ColumnsJson.write(value, range, json);
    } else {
      writePlain(value, json);
    }
  }

  private Answer run(ApiRequest request, int limit, Evaluation evaluation, Form form) {
    String stats = request.parameter("stats");
    Cancellation cancellation = new Cancellation();
    QueryOptions options =
        QueryParameters.options(request, cancellation).withPerStepStatistics(stats.equals("all"));
    try (var _ = request.onDisconnect(cancellation::cancel)) {
      QueryResult result =
          ScopedValue.where(QueryOrigin.CURRENT, request.origin())
              .call(() -> evaluation.evaluate(options));
      return answer(result, limit, stats, form);
    } catch (QueryException e) {
      throw toApiException(e);
    }
  }

  private static Answer answer(QueryResult result, int limit, String stats, Form form) {
    Annotations remarks = result.annotations().limited(MAX_REMARKS);
    Optional<Value> cut = Truncation.apply(result.value(), limit);
    Value value = cut.orElse(result.value());
    Answer answer =
        new Answer(
            Optional.of(json -> {
              json.beginObject();
              form.write(value, json);
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
}
