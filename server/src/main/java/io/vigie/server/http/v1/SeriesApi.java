package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// `series`: which series there are.
public final class SeriesApi implements RouteGroup {
  private final MetricStore store;
  private final MatchParameter match;

  public SeriesApi(MetricStore store, MatchParameter match) {
    this.store = store;
    this.match = match;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/series", this::series);
  }

  private Answer series(ApiRequest request) throws IOException {
    if (request.parameters("match[]").isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, "no match[] parameter provided");
    }
    int limit = request.limit();
    TimeRange range = request.timeRange();
    Collection<Labels> found = find(range, match.parse(request), limit);
    if (limit > 0 && found.size() > limit) {
      List<Labels> first = found.stream().limit(limit).toList();
      return answer(first).withWarning(Answer.TRUNCATED);
    }
    return answer(found);
  }

  private static Answer answer(Collection<Labels> series) {
    return Answer.of(json -> {
      json.beginArray();
      for (Labels labels : series) {
        json.labels(labels);
      }
      json.endArray();
    });
  }

  /// Up to one more than the limit, so that one sees whether something is left out. Asks for series
  /// and not for samples: one that has none just inside the range may be among them, as upstream.
  private Collection<Labels> find(TimeRange range, List<List<LabelMatcher>> alternatives, int limit)
      throws IOException {
    TreeSet<Labels> found = new TreeSet<>();
    for (List<LabelMatcher> matchers : alternatives) {
      try (Selection selection = store.select(range, matchers)) {
        List<Series> series = selection.series();
        int wanted = limit == 0 ? series.size() : Math.min(series.size(), limit + 1);
        series.subList(0, wanted).forEach(one -> found.add(one.labels()));
      }
    }
    return found;
  }
}
