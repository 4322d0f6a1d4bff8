package io.vigie.server.http.v1;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Selectors;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `query_exemplars`: the exemplars of all series that a query looks at.
public final class ExemplarsApi implements RouteGroup {
  /// Where exemplars are kept.
  @FunctionalInterface
  public interface Source {
    /// Exemplars of the matching series within a range, by series.
    SortedMap<Labels, List<Exemplar>> exemplars(TimeRange range, List<LabelMatcher> matchers);
  }

  private final PromqlParser parser;
  private final Source source;

  public ExemplarsApi(PromqlParser parser, Source source) {
    this.parser = parser;
    this.source = source;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/query_exemplars", this::answer);
  }

  private Answer answer(ApiRequest request) {
    TimeRange range = request.timeRange();
    SortedMap<Labels, List<Exemplar>> found = new TreeMap<>();
    for (List<LabelMatcher> matchers : Selectors.matchers(parse(request.parameter("query")))) {
      found.putAll(source.exemplars(range, matchers));
    }
    return Answer.of(json -> {
      json.beginArray();
      for (Map.Entry<Labels, List<Exemplar>> series : found.entrySet()) {
        json.beginObject().name("seriesLabels").labels(series.getKey());
        json.name("exemplars").beginArray();
        for (Exemplar exemplar : series.getValue()) {
          exemplar(exemplar, json);
        }
        json.endArray().endObject();
      }
      json.endArray();
    });
  }

  private Expr parse(String query) {
    try {
      return parser.parse(query);
    } catch (PromqlParseException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private static void exemplar(Exemplar exemplar, JsonWriter json) throws IOException {
    json.beginObject().name("labels").labels(exemplar.labels());
    json.name("value").sampleValue(exemplar.value());
    json.name("timestamp").timestamp(exemplar.timestampMillis()).endObject();
  }
}
