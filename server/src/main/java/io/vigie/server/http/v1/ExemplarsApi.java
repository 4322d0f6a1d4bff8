package io.vigie.server.http.v1;

import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;

/// `query_exemplars` of a server that keeps none, as Prometheus is without
/// `--enable-feature=exemplar-storage`: the question is checked, the answer is empty.
public final class ExemplarsApi implements RouteGroup {
  private final PromqlParser parser;

  public ExemplarsApi(PromqlParser parser) {
    this.parser = parser;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/query_exemplars", this::answer);
  }

  private Answer answer(ApiRequest request) {
    request.timeRange();
    try {
      parser.parse(request.parameter("query"));
    } catch (PromqlParseException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
    return Answer.of(json -> json.beginArray().endArray());
  }
}
