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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `series`: which series there are, here and where `remote_read` looks.
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
    Set<String> warnings = new LinkedHashSet<>();
    Collection<Labels> found = find(range, match.parse(request), limit, warnings);
    boolean truncated = limit > 0 && found.size() > limit;
    Answer answer = answer(truncated ? found.stream().limit(limit).toList() : found);
    if (truncated) {
      answer = answer.withWarning(Answer.TRUNCATED);
    }
    for (String warning : warnings) {
      answer = answer.withWarning(warning);
    }
    return answer;
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
  ///
  /// @param warnings takes what could not be asked
  private Collection<Labels> find(
      TimeRange range, List<List<LabelMatcher>> alternatives, int limit, Set<String> warnings)
      throws IOException {
    TreeSet<Labels> found = new TreeSet<>();
    for (List<LabelMatcher> matchers : alternatives) {
      try (Selection selection = store.select(range, matchers)) {
        warnings.addAll(selection.warnings());
        List<Series> series = selection.series();
        int wanted = limit == 0 ? series.size() : Math.min(series.size(), limit + 1);
        series.subList(0, wanted).forEach(one -> found.add(one.labels()));
      }
    }
    return found;
  }
}
