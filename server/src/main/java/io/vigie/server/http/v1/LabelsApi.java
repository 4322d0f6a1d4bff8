package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/// `labels` and `label/…/values`: which labels there are, and which values they have.
public final class LabelsApi implements RouteGroup {
  private final MetricStore store;
  private final MatchParameter match;

  public LabelsApi(MetricStore store, MatchParameter match) {
    this.store = store;
    this.match = match;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAndPost("/labels", this::names).get("/label/{name}/values", this::values);
  }

  private Answer names(ApiRequest request) throws IOException {
    int limit = request.limit();
    TimeRange range = request.timeRange();
    return Answer.ofStrings(
        union(match.parse(request), matchers -> store.labelNames(range, matchers)), limit);
  }

  private Answer values(ApiRequest request) throws IOException {
    String name = EscapedName.decode(request.pathParameter("name"));
    if (!MetricNames.isUtf8Name(name)) {
      throw new ApiException(ErrorType.BAD_DATA, "invalid label name: " + MetricNames.quote(name));
    }
    int limit = request.limit();
    TimeRange range = request.timeRange();
    return Answer.ofStrings(
        union(match.parse(request), matchers -> store.labelValues(name, range, matchers)), limit);
  }

  /// Asks the store for what some matchers select.
  @FunctionalInterface
  private interface Lookup {
    List<String> find(List<LabelMatcher> matchers) throws IOException;
  }

  private static List<String> union(List<List<LabelMatcher>> alternatives, Lookup lookup)
      throws IOException {
    if (alternatives.size() <= 1) {
      return lookup.find(alternatives.isEmpty() ? List.of() : alternatives.getFirst());
    }
    TreeSet<String> found = new TreeSet<>();
    for (List<LabelMatcher> matchers : alternatives) {
      found.addAll(lookup.find(matchers));
    }
    return List.copyOf(found);
  }
}
