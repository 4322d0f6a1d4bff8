package io.vigie.server.http.v1;

import io.vigie.ingest.scrape.Scraping;
import io.vigie.ingest.scrape.TargetMetadata;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `metadata` and `targets/metadata`: what targets, and those who push, say about their metrics.
public final class MetadataApi implements RouteGroup {
  private final Scraping scraping;
  private final KnownMetadata known;
  private final MatchParameter match;

  public MetadataApi(Scraping scraping, KnownMetadata known, MatchParameter match) {
    this.scraping = scraping;
    this.known = known;
    this.match = match;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/metadata", this::byMetric).get("/targets/metadata", this::byTarget);
  }

  private Answer byMetric(ApiRequest request) {
    int limit = request.number("limit").orElse(-1);
    int limitPerMetric = request.number("limit_per_metric").orElse(-1);
    String metric = request.parameter("metric");
    SortedMap<String, List<MetricMetadata>> wanted = new TreeMap<>();
    for (Map.Entry<String, Set<MetricMetadata>> entry : known.byFamily().entrySet()) {
      if (limit >= 0 && wanted.size() >= limit) {
        break;
      }
      if (metric.isEmpty() || metric.equals(entry.getKey())) {
        wanted.put(
            entry.getKey(),
            entry.getValue().stream()
                .limit(limitPerMetric > 0 ? limitPerMetric : Long.MAX_VALUE)
                .toList());
      }
    }
    return Answer.of(json -> {
      json.beginObject();
      for (Map.Entry<String, List<MetricMetadata>> entry : wanted.entrySet()) {
        json.name(entry.getKey()).beginArray();
        for (MetricMetadata metadata : entry.getValue()) {
          json.beginObject();
          fields(metadata, json);
          json.endObject();
        }
        json.endArray();
      }
      json.endObject();
    });
  }

  private Answer byTarget(ApiRequest request) {
    int limit = request.number("limit").orElse(-1);
    String metric = request.parameter("metric");
    String selector = request.parameter("match_target");
    List<LabelMatcher> matchers = selector.isEmpty() ? List.of() : match.parse(selector);
    List<TargetMetadata> wanted =
        scraping.targetsMetadata().stream()
            .filter(said -> metric.isEmpty() || metric.equals(said.family()))
            .filter(said -> matchers.stream().allMatch(matcher -> matcher.matches(said.target())))
            .limit(limit >= 0 ? limit : Long.MAX_VALUE)
            .collect(Collectors.toList());
    return Answer.of(json -> {
      json.beginArray();
      for (TargetMetadata said : wanted) {
        json.beginObject().name("target").labels(said.target());
        if (metric.isEmpty()) {
          json.name("metric").string(said.family());
        }
        fields(said.metadata(), json);
        json.endObject();
      }
      json.endArray();
    });
  }

  private static void fields(MetricMetadata metadata, JsonWriter json) throws IOException {
    json.name("type").string(metadata.type().word());
    json.name("help").string(metadata.help()).name("unit").string(metadata.unit());
  }
}
