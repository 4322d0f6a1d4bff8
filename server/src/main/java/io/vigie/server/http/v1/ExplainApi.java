package io.vigie.server.http.v1;

import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.ExplainedQuery;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryResult;
import io.vigie.promql.value.Annotations;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `explain`: runs a query and answers how it went instead of its result. With `start`, `end` and
/// `step` as a range query, otherwise at `time`.
public final class ExplainApi implements RouteGroup {
  private static final int MAX_REMARKS = 10;

  private final PromqlEngine engine;
  private final InstantSource clock;

  public ExplainApi(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/explain", this::explain);
  }

  private Answer explain(ApiRequest request) {
    Cancellation cancellation = new Cancellation();
    QueryOptions options = QueryParameters.options(request, cancellation);
    try (var _ = request.onDisconnect(cancellation::cancel)) {
      return answer(run(request, options));
    } catch (QueryException e) {
      throw QueryApi.toApiException(e);
    }
  }

  private ExplainedQuery run(ApiRequest request, QueryOptions options) {
    String query = request.parameter("query");
    boolean isRange = !request.parameter("start").isEmpty() || !request.parameter("end").isEmpty();
    if (!isRange) {
      return engine.explainInstant(query, request.timeMillis("time", clock.millis()), options);
    }
    RangeParameters range = RangeParameters.of(request);
    return engine.explainRange(
        query, range.startMillis(), range.endMillis(), range.stepMillis(), options);
  }

  /// A query that fails on its data is explained too: that is when one asks.
  private static Answer answer(ExplainedQuery explained) {
    Optional<Annotations> remarks =
        explained.result().map(QueryResult::annotations).map(all -> all.limited(MAX_REMARKS));
    return new Answer(
        Optional.of(json -> {
          json.beginObject().name("tree").tree(ExplanationView.of(explained.explanation()));
          if (explained.result().isPresent()) {
            json.name("stats");
            StatisticsJson.write(explained.result().get().statistics(), json);
          }
          if (explained.failure().isPresent()) {
            QueryException failure = explained.failure().get();
            json.name("error").beginObject();
            json.name("errorType").string(failure.kind().errorType());
            json.name("message").string(String.valueOf(failure.getMessage())).endObject();
          }
          json.endObject();
        }),
        remarks.map(Annotations::warnings).orElse(List.of()),
        remarks.map(Annotations::infos).orElse(List.of()));
  }
}
