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
import java.util.Map;
import java.util.Optional;

/// `status/cardinality`: from metrics to their labels (`metric`) to the values of one (`metric` and
/// `label`), each with what it costs. Lists come in pages (`limit`, `offset`), narrowed by a part
/// of the name (`search`), with most series, samples or bytes first, or by name (`sort`). Counts
/// are those of active series and come from the index; samples are read for the page only, unless
/// they decide the order. Labels whose values have no bound are said so, with what to do.
public final class CardinalityApi implements RouteGroup {
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
        : values(metric, label, matchers, CardinalityPage.of(request));
  }

  private static LabelMatcher matcher(String name, String value) {
    return LabelMatcher.of(name, Operator.EQUAL, value);
  }

  private Answer metrics(ApiRequest request) throws IOException {
    CardinalityPage page = CardinalityPage.of(request);
    List<Map.Entry<String, Long>> found = found(page, Labels.METRIC_NAME, List.of());
    List<UnboundedLabels.Found> unbounded =
        page.isFirst() ? UnboundedLabels.of(cardinality) : List.of();
    return Answer.of(json -> {
      json.beginObject().name("activeSeries");
      json.number(tsdb.headStatistics(1).seriesCount());
      json.name("queriesSince").string(queried.since().toString());
      json.name("budgets").beginArray();
      for (SeriesBudget.Usage usage : tsdb.budgets()) {
        budget(usage, json);
      }
      json.endArray();
      json.name("unboundedLabels").beginArray();
      for (UnboundedLabels.Found each : unbounded) {
        each.write(json);
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

  /// The values of a label in the order that is wanted. By samples or bytes, all of them must be
  /// looked at, not only those of the page.
  private List<Map.Entry<String, Long>> found(
      CardinalityPage page, String label, List<LabelMatcher> matchers) throws IOException {
    Map<String, Long> series = cardinality.seriesByValue(label, matchers);
    return switch (page.order()) {
      case NAME -> page.byName(series);
      case SERIES -> page.mostFirst(series, series);
      case SAMPLES -> page.mostFirst(series, rate.perSecondByValue(label, matchers));
      case BYTES -> page.mostFirst(series, cardinality.storedBytesByValue(label, matchers));
    };
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
        json.name("series").number(label.getValue().series());
        Optional<UnboundedLabels.Found> why =
            UnboundedLabels.mayBe(label.getValue().values())
                ? UnboundedLabels.of(metric, label.getKey(), cardinality)
                : Optional.empty();
        if (why.isPresent()) {
          json.name("unbounded").beginObject();
          why.get().writeWhy(json);
          json.endObject();
        }
        json.endObject();
      }
      json.endArray().endObject();
    });
  }

  private Answer values(
      String metric, String label, List<LabelMatcher> matchers, CardinalityPage page)
      throws IOException {
    List<Map.Entry<String, Long>> found = found(page, label, matchers);
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
}
