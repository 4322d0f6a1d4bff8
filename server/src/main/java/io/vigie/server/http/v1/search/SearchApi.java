package io.vigie.server.http.v1.search;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonLines;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.v1.KnownMetadata;
import io.vigie.server.http.v1.MatchParameter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// `search/metric_names`, `search/label_names` and `search/label_values`: names and values for
/// those who type, in lines of results, as they are found.
public final class SearchApi implements RouteGroup {
  private static final String METRIC_NAME = "__name__";

  private final MetricStore store;
  private final MatchParameter match;
  private final KnownMetadata metadata;
  private final InstantSource clock;
  private final int maxLimit;

  /// @param maxLimit most results that one may ask for; 0 for any number
  public SearchApi(
      MetricStore store,
      MatchParameter match,
      KnownMetadata metadata,
      InstantSource clock,
      int maxLimit) {
    this.store = store;
    this.match = match;
    this.metadata = metadata;
    this.clock = clock;
    this.maxLimit = maxLimit;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .lines("/search/metric_names", this::metricNames)
        .lines("/search/label_names", this::labelNames)
        .lines("/search/label_values", this::labelValues);
  }

  private JsonLines metricNames(ApiRequest request) throws IOException {
    SearchParameters parameters = parameters(request);
    boolean withMetadata = SearchParameters.flag(request, "include_metadata", false);
    boolean withSeries = SearchParameters.flag(request, "include_series_count", false);
    return search(
        parameters,
        matchers -> store.labelValues(METRIC_NAME, parameters.range(), matchers),
        (result, json) -> {
          json.name("name").string(result.text());
          score(parameters, result, json);
          if (withMetadata) {
            writeMetadata(metadata.of(result.text()), json);
          }
          if (withSeries) {
            json.name("series").number(countSeries(result.text(), parameters));
          }
        });
  }

  private JsonLines labelNames(ApiRequest request) throws IOException {
    SearchParameters parameters = parameters(request);
    return search(
        parameters,
        matchers -> store.labelNames(parameters.range(), matchers),
        (result, json) -> {
          json.name("name").string(result.text());
          score(parameters, result, json);
        });
  }

  private JsonLines labelValues(ApiRequest request) throws IOException {
    SearchParameters parameters = parameters(request);
    String label = request.parameter("label");
    if (label.isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, "missing required parameter \"label\"");
    }
    return search(
        parameters,
        matchers -> store.labelValues(label, parameters.range(), matchers),
        (result, json) -> {
          json.name("value").string(result.text());
          score(parameters, result, json);
        });
  }

  private SearchParameters parameters(ApiRequest request) {
    return SearchParameters.of(request, match, clock.millis(), maxLimit);
  }

  /// Asks the store for what some matchers select.
  @FunctionalInterface
  private interface Lookup {
    List<String> find(List<LabelMatcher> matchers) throws IOException;
  }

  private static JsonLines search(
      SearchParameters parameters, Lookup lookup, ResultLines.Fields fields) throws IOException {
    Iterator<SearchResult> results =
        parameters
            .order()
            .search(
                union(parameters.selectors(), lookup),
                parameters.terms().scorer(),
                parameters.limit() + 1);
    return new ResultLines(results, parameters.limit(), parameters.batchSize(), fields);
  }

  private static List<String> union(List<List<LabelMatcher>> selectors, Lookup lookup)
      throws IOException {
    if (selectors.size() <= 1) {
      return lookup.find(selectors.isEmpty() ? List.of() : selectors.getFirst());
    }
    TreeSet<String> found = new TreeSet<>();
    for (List<LabelMatcher> matchers : selectors) {
      found.addAll(lookup.find(matchers));
    }
    return List.copyOf(found);
  }

  private static void score(SearchParameters parameters, SearchResult result, JsonWriter json)
      throws IOException {
    if (parameters.includeScore()) {
      json.name("score").number(result.score());
    }
  }

  /// What is not known is left out.
  private static void writeMetadata(Optional<MetricMetadata> known, JsonWriter json)
      throws IOException {
    if (known.isEmpty()) {
      return;
    }
    json.name("type").string(known.get().type().word());
    if (!known.get().help().isEmpty()) {
      json.name("help").string(known.get().help());
    }
    if (!known.get().unit().isEmpty()) {
      json.name("unit").string(known.get().unit());
    }
  }

  private long countSeries(String metric, SearchParameters parameters) throws IOException {
    LabelMatcher name = LabelMatcher.equal(METRIC_NAME, metric);
    try (Selection selection = store.select(parameters.range(), List.of(name))) {
      return selection.series().size();
    }
  }
}
