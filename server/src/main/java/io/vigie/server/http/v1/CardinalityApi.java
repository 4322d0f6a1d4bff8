package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.usage.QueriedMetrics;
import io.vigie.tsdb.Cardinality;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.memtable.SeriesBudget;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `status/cardinality`: from metrics to their labels (`metric`) to the values of one (`metric` and
/// `label`), each with what it costs. Lists come in pages (`limit`, `offset`), narrowed by a part
/// of the name (`search`), with most series first or by name (`sort`). Counts are those of active
/// series and come from the index; samples are read for the page only.
public final class CardinalityApi implements RouteGroup {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
      Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
          .thenComparing(Map.Entry.comparingByKey());

  private final Tsdb tsdb;
  private final Cardinality cardinality;
  private final SampleRate rate;
  private final QueriedMetrics queried;

  public CardinalityApi(Tsdb tsdb, QueriedMetrics queried, InstantSource clock) {
    this.tsdb = tsdb;
    this.cardinality = tsdb.cardinality();
    this.rate = new SampleRate(tsdb, clock);
    this.queried = queried;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/status/cardinality", this::answer);
  }

  private Answer answer(ApiRequest request) throws IOException {
    String metric = request.parameter("metric");
    String label = request.parameter("label");
    if (metric.isEmpty() && !label.isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, "label is given without metric");
    }
    if (metric.isEmpty()) {
      return metrics(request);
    }
    List<LabelMatcher> matchers = List.of(matcher(Labels.METRIC_NAME, metric));
    return label.isEmpty()
        ? labels(metric, matchers)
        : values(metric, label, matchers, Page.of(request));
  }

  private static LabelMatcher matcher(String name, String value) {
    return LabelMatcher.of(name, Operator.EQUAL, value);
  }

  private Answer metrics(ApiRequest request) throws IOException {
    Page page = Page.of(request);
    Map<String, Long> all = cardinality.seriesByValue(Labels.METRIC_NAME, List.of());
    List<Map.Entry<String, Long>> found = page.found(all);
    return Answer.of(json -> {
      json.beginObject().name("activeSeries");
      json.number(tsdb.headStatistics(1).seriesCount());
      json.name("queriesSince").string(queried.since().toString());
      json.name("budgets").beginArray();
      for (SeriesBudget.Usage usage : tsdb.budgets()) {
        budget(usage, json);
      }
      json.endArray();
      page.describe(found, json);
      json.name("metrics").beginArray();
      for (Map.Entry<String, Long> metric : page.of(found)) {
        List<LabelMatcher> matchers = List.of(matcher(Labels.METRIC_NAME, metric.getKey()));
        json.beginObject().name("name").string(metric.getKey());
        cost(metric.getValue(), matchers, json);
        lastQueried(metric.getKey(), json);
        json.endObject();
      }
      json.endArray().endObject();
    });
  }

  private static void budget(SeriesBudget.Usage usage, JsonWriter json) throws IOException {
    json.beginObject().name("match").string(usage.budget().selector());
    json.name("maxSeries").number(usage.budget().maxSeries());
    json.name("series").number(usage.series());
    json.name("refused").number(usage.refused()).endObject();
  }

  private void cost(long series, List<LabelMatcher> matchers, JsonWriter json) throws IOException {
    json.name("series").number(series);
    json.name("samplesPerSecond").number(rate.perSecond(matchers));
    json.name("bytes").number(cardinality.storedBytes(matchers));
  }

  private void lastQueried(String metric, JsonWriter json) throws IOException {
    Optional<Long> last = queried.lastMillis(metric);
    if (last.isPresent()) {
      json.name("lastQueried").timestamp(last.get());
    }
  }

  private Answer labels(String metric, List<LabelMatcher> matchers) throws IOException {
    Map<String, Cardinality.LabelUse> labels = cardinality.labels(matchers);
    long series = cardinality.seriesByValue(Labels.METRIC_NAME, matchers).getOrDefault(metric, 0L);
    return Answer.of(json -> {
      json.beginObject().name("metric").string(metric);
      cost(series, matchers, json);
      json.name("queriesSince").string(queried.since().toString());
      lastQueried(metric, json);
      json.name("labels").beginArray();
      List<Map.Entry<String, Cardinality.LabelUse>> sorted =
          labels.entrySet().stream()
              .sorted(
                  Comparator.<Map.Entry<String, Cardinality.LabelUse>>comparingInt(
                          label -> -label.getValue().values())
                      .thenComparing(Map.Entry.comparingByKey()))
              .toList();
      for (Map.Entry<String, Cardinality.LabelUse> label : sorted) {
        json.beginObject().name("name").string(label.getKey());
        json.name("values").number(label.getValue().values());
        json.name("series").number(label.getValue().series()).endObject();
      }
      json.endArray().endObject();
    });
  }

  private Answer values(String metric, String label, List<LabelMatcher> matchers, Page page)
      throws IOException {
    List<Map.Entry<String, Long>> found = page.found(cardinality.seriesByValue(label, matchers));
    return Answer.of(json -> {
      json.beginObject().name("metric").string(metric).name("label").string(label);
      page.describe(found, json);
      json.name("values").beginArray();
      for (Map.Entry<String, Long> value : page.of(found)) {
        json.beginObject().name("name").string(value.getKey());
        cost(value.getValue(), List.of(matchers.getFirst(), matcher(label, value.getKey())), json);
        json.endObject();
      }
      json.endArray().endObject();
    });
  }

  /// Which part of a list is wanted.
  private record Page(int limit, int offset, String search, boolean byName) {
    static Page of(ApiRequest request) {
      int limit = request.number("limit").orElse(DEFAULT_LIMIT);
      int offset = request.number("offset").orElse(0);
      String sort = request.parameter("sort");
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new ApiException(
            ErrorType.BAD_DATA, "limit must be from 1 to " + MAX_LIMIT + ", not " + limit);
      }
      if (offset < 0) {
        throw new ApiException(ErrorType.BAD_DATA, "offset must not be negative");
      }
      if (!List.of("", "series", "name").contains(sort)) {
        throw new ApiException(
            ErrorType.BAD_DATA, "sort must be series or name, not \"" + sort + "\"");
      }
      return new Page(
          limit, offset, request.parameter("search").toLowerCase(Locale.ROOT), sort.equals("name"));
    }

    List<Map.Entry<String, Long>> found(Map<String, Long> series) {
      return series.entrySet().stream()
          .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).contains(search))
          .sorted(byName ? Map.Entry.comparingByKey() : MOST_FIRST)
          .toList();
    }

    List<Map.Entry<String, Long>> of(List<Map.Entry<String, Long>> found) {
      int from = Math.min(offset, found.size());
      return found.subList(from, Math.min(found.size(), from + limit));
    }

    void describe(List<Map.Entry<String, Long>> found, JsonWriter json) throws IOException {
      json.name("total").number(found.size());
      json.name("offset").number(offset).name("limit").number(limit);
    }
  }
}
