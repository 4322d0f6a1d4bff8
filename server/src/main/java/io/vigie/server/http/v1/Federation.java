package io.vigie.server.http.v1;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.TextRoute;
import io.vigie.server.http.TextRoute.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `/federate`: the newest sample of each selected series as an exposition, for another server to
/// scrape. Native histograms cannot be said in text and are left out; those with custom buckets go
/// as classic ones.
public final class Federation {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String UTF8_CONTENT_TYPE =
      "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8";

  private static final Comparator<Map.Entry<Labels, Newest>> BY_NAME =
      Comparator.<Map.Entry<Labels, Newest>, String>comparing(entry -> entry.getKey().metricName())
          .thenComparing(Map.Entry::getKey);

  private final MetricStore store;
  private final MatchParameter match;
  private final Supplier<Labels> externalLabels;
  private final Duration lookback;
  private final InstantSource clock;
  private final Meters.Counter errors;

  /// @param externalLabels added to series that do not have them
  /// @param lookback how old the newest sample may be
  public Federation(
      MetricStore store,
      MatchParameter match,
      Supplier<Labels> externalLabels,
      Duration lookback,
      InstantSource clock,
      Meters meters) {
    this.store = store;
    this.match = match;
    this.externalLabels = externalLabels;
    this.lookback = lookback;
    this.clock = clock;
    this.errors =
        meters.counter(
            "prometheus_web_federation_errors_total",
            "Federation requests that could not be answered.");
  }

  public TextRoute route() {
    return new TextRoute("/federate", true, this::answer);
  }

  /// @param histogram takes the place of the value, if there is one
  private record Newest(long timestampMillis, double value, Optional<Histogram> histogram) {}

  private Text answer(ApiRequest request) throws IOException {
    List<List<LabelMatcher>> alternatives = match.parse(request);
    try {
      List<Map.Entry<Labels, Newest>> selected = select(alternatives);
      FederationText text = new FederationText(externalLabels.get(), selected.size());
      selected.forEach(entry -> write(entry.getKey(), entry.getValue(), text));
      byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
      String contentType = text.hasQuotedNames() ? UTF8_CONTENT_TYPE : CONTENT_TYPE;
      return new Text(contentType, out -> out.write(body));
    } catch (IOException e) {
      errors.increment();
      throw e;
    }
  }

  /// By metric name first, so that each name's samples stand together.
  private List<Map.Entry<Labels, Newest>> select(List<List<LabelMatcher>> alternatives)
      throws IOException {
    long nowMillis = clock.millis();
    TimeRange range = new TimeRange(nowMillis - lookback.toMillis(), nowMillis);
    // In the order of the store, which is almost the order wanted.
    Map<Labels, Newest> found = new LinkedHashMap<>();
    SampleBuffer samples = new SampleBuffer();
    for (List<LabelMatcher> matchers : alternatives) {
      try (Selection selection = store.select(range, matchers)) {
        for (Series series : selection.series()) {
          samples.clear();
          series.readNewest(range.minMillis(), range.maxMillis(), samples);
          newest(samples).ifPresent(sample -> found.put(series.labels(), sample));
        }
      }
    }
    List<Map.Entry<Labels, Newest>> sorted = new ArrayList<>(found.entrySet());
    sorted.sort(BY_NAME);
    return sorted;
  }

  private static Optional<Newest> newest(SampleBuffer samples) {
    int last = samples.size() - 1;
    if (last < 0 || Staleness.isMarker(samples.values()[last])) {
      return Optional.empty();
    }
    long timestampMillis = samples.timestampsMillis()[last];
    return Optional.of(
        samples.isHistogram(last)
            ? new Newest(timestampMillis, 0, Optional.of(samples.histogram(last)))
            : new Newest(timestampMillis, samples.values()[last], Optional.empty()));
  }

  private static void write(Labels series, Newest newest, FederationText text) {
    if (series.metricName().isEmpty()) {
      return;
    }
    Optional<Histogram> histogram = newest.histogram();
    if (histogram.isEmpty()) {
      text.addFloat(series, newest.value(), newest.timestampMillis());
    } else if (histogram.get().usesCustomBuckets()) {
      text.addHistogram(series, histogram.get(), newest.timestampMillis());
    }
  }
}
